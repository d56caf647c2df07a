/** Moments, as the Archive sheet writes them. */
import type { Lang } from '../ipc/types';
import { formatDate } from '../words/dates';
import { digits } from '../words/numbers';

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment by this computer's clock: `3 Feb 2026, 08:30`. */
export function formatMoment(moment: string, lang: Lang): string {
  const at = new Date(moment);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = digits(`${two(at.getHours())}:${two(at.getMinutes())}`, lang);
  return `${formatDate(day, lang, 'short')}${lang === 'ar' ? '،' : ','} ${time}`;
}
