/** Where a mark begins and ends on the page. */

/**
 * A marked text with the spaces at its ends apart, so that the mark itself begins and ends with a word. The three together
 * are the text; one that is all spaces stays whole.
 */
export function edges(text: string): { before: string; words: string; after: string } {
  const words = text.trim();
  if (words === '') return { before: '', words: text, after: '' };
  const start = text.indexOf(words);
  return { before: text.slice(0, start), words, after: text.slice(start + words.length) };
}
