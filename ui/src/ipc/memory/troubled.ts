/** A backend some of whose calls take long or cannot be done, so that every screen can be seen in trouble. */
import { Failure, type Backend } from '../backend';

/** Which calls are troubled, by their names: `compare`, `catalogue.list`. */
export interface Trouble {
  /** Milliseconds that a call takes beside its own. */
  readonly slow: ReadonlyMap<string, number>;
  /** How often a call fails before it can be done. */
  readonly failing: Map<string, number>;
}

/** Reads it from the address of the page, as `?slow=catalogue.list:600&failing=compare:1,timeline.read`. */
export function troubleOf(query: URLSearchParams): Trouble {
  const list = (name: string, otherwise: number): [string, number][] =>
    (query.get(name) ?? '')
      .split(',')
      .filter((part) => part !== '')
      .map((part) => {
        const [call = '', count] = part.split(':');
        return [call, count === undefined ? otherwise : Number(count)];
      });
  return { slow: new Map(list('slow', 1000)), failing: new Map(list('failing', Number.POSITIVE_INFINITY)) };
}

type Call = (...given: unknown[]) => unknown;

/** An object as it is, but for the calls of it that are troubled; `path` is what comes before their names. */
function around<T extends object>(of: T, path: string, { slow, failing }: Trouble): T {
  return new Proxy(of, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof key !== 'string') return value;
      const name = path + key;
      if (typeof value === 'object' && value !== null) return around(value, `${name}.`, { slow, failing });
      if (typeof value !== 'function') return value;
      const call = (value as Call).bind(target);
      if (!slow.has(name) && !failing.has(name)) return call;
      return async (...given: unknown[]): Promise<unknown> => {
        await new Promise((resolve) => setTimeout(resolve, slow.get(name) ?? 0));
        const left = failing.get(name) ?? 0;
        failing.set(name, left - 1);
        if (left > 0) throw new Failure('archive-in-use', { path: '/archives/sample.bayan' });
        return await call(...given);
      };
    },
  });
}

/** The backend with its calls troubled. */
export function troubled(backend: Backend, trouble: Trouble): Backend {
  return trouble.slow.size + trouble.failing.size === 0 ? backend : around(backend, '', trouble);
}
