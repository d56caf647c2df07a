/** How many words of a context fit a width: a line of the concordance is cut between words, never inside one. */

export type Measure = (text: string) => number;

const ELLIPSIS = '…';

/** The words with the spaces behind them; laid end to end they are the text. */
function words(text: string): string[] {
  return text.match(/\s*\S+\s*/gu) ?? [];
}

/** As much of the end of a text as fits, whole words, with a sign where some of it is left out. */
export function lastThatFit(text: string, cut: boolean, width: number, measure: Measure): string {
  if (!cut && measure(text) <= width) return text;
  const kept: string[] = [];
  for (const word of words(text).reverse()) {
    const more = [word, ...kept].join('');
    if (measure(`${ELLIPSIS} ${more}`) > width) return `${ELLIPSIS} ${kept.join('').trimStart()}`;
    kept.unshift(word);
  }
  return cut ? `${ELLIPSIS} ${text.trimStart()}` : text;
}

/** As much of the beginning of a text as fits, whole words, with a sign where some of it is left out. */
export function firstThatFit(text: string, cut: boolean, width: number, measure: Measure): string {
  if (!cut && measure(text) <= width) return text;
  let kept = '';
  for (const word of words(text)) {
    if (measure(`${(kept + word).trimEnd()} ${ELLIPSIS}`) > width) return `${kept.trimEnd()} ${ELLIPSIS}`;
    kept += word;
  }
  return cut ? `${text.trimEnd()} ${ELLIPSIS}` : text;
}
