/** A backend whose names are as long as people make them, with hundreds of topics in a codebook and of series in the archive. */
import type { Backend } from '../backend';

const TAILS = {
  en: ', adopted at the resumed extraordinary joint session of the Committee on Foreign Relations and the Permanent Commission for Humanitarian Affairs and Reconstruction, document S/PV/2026/0417/Add.1/Rev.2/Corr.3-annex-II-consolidated-text',
  ar: '، المعتمد في الدورة الاستثنائية المشتركة المستأنفة للجنة العلاقات الخارجية والهيئة الدائمة للشؤون الإنسانية وإعادة الإعمار، الوثيقة S/PV/2026/0417/Add.1/Rev.2/Corr.3-annex-II-consolidated-text',
} as const;

/** What is made long: what people name. */
const NAMES: ReadonlySet<string> = new Set(['title', 'label', 'name', 'place', 'source']);
/** Groups of calls whose answers hold no names of the archive. */
const PLAIN: ReadonlySet<string> = new Set(['frame', 'intake', 'about', 'start', 'saveSettings']);
/** How many topics a list of topics has, and how many series the archive. */
const TOPICS = 500;
const SERIES = 300;

const isArabic = (text: string): boolean => /[\u0600-\u06ff]/u.test(text);
const longer = (name: string): string => name + (isArabic(name) ? TAILS.ar : TAILS.en);

interface Identified<Id> {
  readonly id: Id;
}
const isTopic = (one: unknown): one is Identified<string> =>
  typeof one === 'object' && one !== null && 'id' in one && 'label' in one && typeof one.id === 'string';
const isSeries = (one: unknown): one is Identified<number> =>
  typeof one === 'object' && one !== null && 'id' in one && 'issuer' in one && typeof one.id === 'number';

/** A list with copies of its members behind them until there are so many, each called by `another`. */
function many<Id>(
  all: readonly Identified<Id>[],
  length: number,
  another: (id: Id, at: number) => Id,
): Identified<Id>[] {
  return Array.from({ length }, (_, at) => {
    const one = all[at % all.length] as Identified<Id>;
    return at < all.length ? one : { ...one, id: another(one.id, at) };
  });
}

function made(value: unknown, key: string): unknown {
  if (typeof value === 'string') return NAMES.has(key) && value !== '' ? longer(value) : value;
  if (Array.isArray(value)) {
    const all: unknown[] = value.map((one) => made(one, key));
    if (all.length === 0) return all;
    if (key === 'series' && all.every(isSeries)) return many(all, SERIES, (_, at) => 1000 + at);
    return key === 'topics' && all.every(isTopic) ? many(all, TOPICS, (id, at) => `${id}-${at}`) : all;
  }
  if (typeof value !== 'object' || value === null) return value;
  const named = NAMES.has(key);
  return Object.fromEntries(
    Object.entries(value).map(([inner, one]) => [
      inner,
      // A name in both languages.
      named && (inner === 'ar' || inner === 'en') && typeof one === 'string' ? longer(one) : made(one, inner),
    ]),
  );
}

type Call = (...given: unknown[]) => unknown;

/** The backend with long names in whatever it answers. */
export function overlong<T extends object>(backend: T): T {
  return new Proxy(backend, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof key !== 'string' || PLAIN.has(key)) return bound(value, target);
      if (typeof value === 'object' && value !== null) return overlong(value);
      if (typeof value !== 'function') return value;
      const call = (value as Call).bind(target);
      return (...given: unknown[]): unknown => {
        const answer = call(...given);
        return answer instanceof Promise ? answer.then((found: unknown) => made(found, '')) : answer;
      };
    },
  });
}

function bound(value: unknown, target: object): unknown {
  return typeof value === 'function' ? (value as Call).bind(target) : value;
}

/** The backend as the address of the page wants it: `?overlong`. */
export function namedAs(backend: Backend, query: URLSearchParams): Backend {
  return query.has('overlong') ? overlong(backend) : backend;
}
