/**
 * The extent of a quote in its paragraph: from units the window counts (UTF-16) to those the archive does (bytes of UTF-8),
 * and out to the edges of words.
 */
const encoder = new TextEncoder();

/** Units of a paragraph. */
export interface Units {
  readonly from: number;
  readonly to: number;
}

/** Some units of a text as its bytes. */
export function bytesOf(text: string, units: Units): { start: number; end: number } {
  const length = (upTo: number): number => encoder.encode(text.slice(0, upTo)).length;
  return { start: length(units.from), end: length(units.to) };
}

/** Some bytes of a text as its units. */
export function unitsOf(text: string, bytes: { readonly start: number; readonly end: number }): Units {
  const decoder = new TextDecoder();
  const all = encoder.encode(text);
  const length = (upTo: number): number => decoder.decode(all.slice(0, upTo)).length;
  return { from: length(bytes.start), to: length(bytes.end) };
}

/** The whole words a selection touches, without the spaces around them; `null` where it touches none. */
export function wholeWords(text: string, { from, to }: Units): Units | null {
  const space = (at: number): boolean => /\s/u.test(text.charAt(at));
  let [start, end] = [Math.min(from, to), Math.max(from, to)];
  while (start < end && space(start)) start += 1;
  while (end > start && space(end - 1)) end -= 1;
  if (start === end) return null;
  while (start > 0 && !space(start - 1)) start -= 1;
  while (end < text.length && !space(end)) end += 1;
  return { from: start, to: end };
}
