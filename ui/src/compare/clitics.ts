/**
 * Which letters of a word are the change, where only what is joined to the word changed: a و, a ب, the article. The word is
 * marked whole; these letters are painted inside it, without an element, for an element would part the joined letters.
 */

export interface Letters {
  readonly from: number;
  readonly to: number;
}

/** The fewest letters that both words have in common: below that they are two words. */
const STEM = 2;
const MARK = /\p{M}/u;

/** How many UTF-16 units two texts have in common at their start. */
function shared(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

const backwards = (text: string): string => [...text].reverse().join('');

/**
 * The letters of `own` that `other` does not have, with the vowel signs on them; `null` where there are none, or where the words
 * have no stem in common. Several words are not looked into.
 */
export function letters(own: string, other: string): Letters | null {
  if (/\s/u.test(own) || /\s/u.test(other)) return null;
  const end = shared(backwards(own), backwards(other));
  const start = Math.min(shared(own, other), own.length - end, other.length - end);
  if (start + end < STEM) return null;
  let to = own.length - end;
  if (to <= start) return null;
  // A sign stands on the letter before it.
  while (to < own.length && MARK.test(own[to] ?? '')) to += 1;
  return { from: start, to };
}

/** The name by which the letters are painted (`::highlight` in `style/text.css`). */
const PAINTED = 'clitic';

/** Paints some letters of an element's text, where the web engine can. */
export function paint({ from, to }: Letters): (element: HTMLElement) => (() => void) | undefined {
  return (element) => {
    const text = element.firstChild;
    if (!('highlights' in CSS) || !(text instanceof Text) || text.length < to) return undefined;
    const range = new Range();
    range.setStart(text, from);
    range.setEnd(text, to);
    const known = CSS.highlights.get(PAINTED);
    if (known === undefined) CSS.highlights.set(PAINTED, new Highlight(range));
    else known.add(range);
    return () => void CSS.highlights.get(PAINTED)?.delete(range);
  };
}
