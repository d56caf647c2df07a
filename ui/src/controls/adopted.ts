/** Giving an element that stands on the page already what a library would have given one that it makes. */

type Given = Readonly<Record<string | symbol, unknown>>;

/**
 * Puts attributes, listeners (`on…`) and attachments on an element, and keeps them true: each call of what it gives first takes
 * back what has changed since the last one. `{}` takes back all.
 */
export function adopted(element: HTMLElement): (given: Given) => void {
  const kept = new Map<string | symbol, { readonly value: unknown; readonly end: () => void }>();
  return (given) => {
    for (const [key, { value, end }] of kept)
      if (given[key] !== value) {
        kept.delete(key);
        end();
      }
    for (const key of Reflect.ownKeys(given))
      if (!kept.has(key)) kept.set(key, { value: given[key], end: put(element, key, given[key]) });
  };
}

/** Puts one thing on an element. What it gives takes it back. */
function put(element: HTMLElement, key: string | symbol, value: unknown): () => void {
  if (typeof value === 'function') {
    if (typeof key === 'symbol') return (value(element) as (() => void) | undefined) ?? (() => undefined);
    const listener = value as EventListener;
    element.addEventListener(key.slice('on'.length), listener);
    return () => element.removeEventListener(key.slice('on'.length), listener);
  }
  if (typeof key === 'symbol' || value === undefined || value === null || value === false)
    return () => undefined;
  element.setAttribute(key, value === true ? '' : String(value));
  return () => element.removeAttribute(key);
}
