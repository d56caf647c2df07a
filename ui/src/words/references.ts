/** References to paragraphs: ¶3, ¶4–5, ¶7 → ¶6; in Arabic ف3, ف4–5, ف7 ← ف6. Paragraphs are counted from 1 for readers. */
import type { Lang } from '../ipc/types';
import { digits } from './numbers';

const SIGN: Record<Lang, string> = { en: '¶', ar: 'ف' };
const ARROW: Record<Lang, string> = { en: '→', ar: '←' };

/** Paragraphs by their numbers from 0, runs of neighbours drawn together: `¶4–5, 8`. */
export function paragraphs(numbers: readonly number[], lang: Lang): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length;) {
    let end = at;
    while (end + 1 < sorted.length && sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    const first = (sorted[at] ?? 0) + 1;
    const last = (sorted[end] ?? 0) + 1;
    parts.push(first === last ? `${first}` : `${first}–${last}`);
    at = end + 1;
  }
  return parts.length === 0 ? '' : digits(SIGN[lang] + parts.join(lang === 'ar' ? '، ' : ', '), lang);
}

/** From the older paragraphs to the newer; one side alone where the other is empty. */
export function passage(older: readonly number[], newer: readonly number[], lang: Lang): string {
  const sides = [paragraphs(older, lang), paragraphs(newer, lang)].filter((side) => side !== '');
  return sides.join(` ${ARROW[lang]} `);
}
