/** What is typed to find a name among others: without regard to case, vowel signs, the forms of letters, and the article. */

/** Letters for comparing what is typed with a name: without case, marks and the forms of alef and yeh. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .toLowerCase();
}

/** Whether every word typed begins a word of the name. */
export function fits(name: string, typed: string): boolean {
  const words = folded(name).split(/[\s\p{P}]+/u);
  // The article is joined to its word in Arabic and seldom typed.
  const begins = (word: string, part: string): boolean =>
    word.startsWith(part) || word.replace(/^(?:وال|بال|ال|لل)/u, '').startsWith(part);
  return folded(typed)
    .split(/\s+/u)
    .filter((part) => part !== '')
    .every((part) => words.some((word) => begins(word, part)));
}
