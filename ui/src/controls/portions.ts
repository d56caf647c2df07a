/** A long list cut into portions, so that what is far from sight need not be laid out. */

/** Some items of a list that follow each other. The same object as long as its items are the same. */
export interface Portion<T> {
  /** Stays the same while items come and go before it. */
  readonly key: number;
  readonly items: readonly T[];
}

export interface Cutting<T> {
  /** Where an item stands in what the list is made from; `null` where it has no place of its own and follows the one before. */
  readonly placeOf: (item: T, at: number) => number | null;
  /** Whether two items look the same. */
  readonly same: (a: T, b: T) => boolean;
}

/** Places in one portion: few enough to be laid out in a part of a frame. */
export const PORTION = 4;

/** A list from a place in it outward: what stands there, then its neighbours on both sides, then theirs. */
export function outward<T>(list: readonly T[], from: number): T[] {
  const reach = Math.max(from + 1, list.length - from);
  return Array.from({ length: reach }, (_, by) => {
    const after = list.slice(from + by, from + by + 1);
    const before = by === 0 || by > from ? [] : list.slice(from - by, from - by + 1);
    return [...after, ...before];
  }).flat();
}

/**
 * Cuts a list by the places of its items, which never go back. An item that is put in therefore changes its own portion and no
 * other. What is as it was `before` is the same object.
 */
export function cut<T>(
  items: readonly T[],
  { placeOf, same }: Cutting<T>,
  before: readonly Portion<T>[] = [],
): Portion<T>[] {
  const known = new Map(before.map((portion) => [portion.key, portion]));
  const found: { key: number; items: T[] }[] = [];
  for (const [at, item] of items.entries()) {
    const place = placeOf(item, at);
    const last = found.at(-1);
    const key = place === null ? (last?.key ?? 0) : Math.floor(place / PORTION);
    if (last === undefined || key > last.key) found.push({ key, items: [item] });
    else last.items.push(item);
  }
  return found.map((portion) => {
    const old = known.get(portion.key);
    const kept =
      old?.items.length === portion.items.length &&
      old.items.every((item, at) => same(item, portion.items[at] as T));
    return kept ? old : portion;
  });
}
