/** Where marked words lie in a paragraph, and whether an element may stand around them. */

export interface Words {
  readonly from: number;
  readonly to: number;
}

const JOINS = /[\p{L}\p{M}\p{N}\u0640]/u;

/** A paragraph cut at the words that are to be marked: before them, they themselves, after them. */
export function cut(text: string, words: Words): [string, string, string] {
  const from = Math.max(0, Math.min(words.from, text.length));
  const to = Math.max(from, Math.min(words.to, text.length));
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/**
 * Whether the words begin and end between words. Only then an element may stand around them: inside a word it would part
 * joined letters.
 */
export function whole(text: string, words: Words): boolean {
  const [before, marked, after] = cut(text, words);
  const parted = (one: string, other: string): boolean => {
    const [last, first] = [[...one].at(-1), [...other][0]];
    return last === undefined || first === undefined || !JOINS.test(last) || !JOINS.test(first);
  };
  return marked !== '' && parted(before, marked) && parted(marked, after);
}
