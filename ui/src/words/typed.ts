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

/** The words of a text, for comparing. */
const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[\s\p{P}]+/u)
    .filter((word) => word !== '');

/** A word without its article, which is joined to it in Arabic. */
const bare = (word: string): string => word.replace(/^(?:وال|بال|ال|لل)/u, '');

/** Letters typed after an article from which on the name need not have one. */
const ENOUGH = 2;

/** Whether a word begins so, with its article or without; and where the article was typed, whether the name has it or not. */
function wordBegins(word: string, part: string): boolean {
  const typed = bare(part);
  return (
    word.startsWith(part) ||
    bare(word).startsWith(part) ||
    (typed.length >= ENOUGH && bare(word).startsWith(typed))
  );
}

/** Whether every word typed begins a word of the name. */
export function fits(name: string, typed: string): boolean {
  const words = wordsOf(name);
  return wordsOf(typed).every((part) => words.some((word) => wordBegins(word, part)));
}

/** Whether a name begins with the words typed, the last as far as it is typed. */
export function begins(name: string, typed: string): boolean {
  const words = wordsOf(name);
  return wordsOf(typed).every((part, at) => wordBegins(words[at] ?? '', part));
}
