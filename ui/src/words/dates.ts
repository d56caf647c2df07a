/**
 * Dates of releases in words. Gregorian; in Arabic the Levantine month names (CLDR `ar_SY`), with digits 0–9. A date may
 * lack its day, or its day and month.
 */
import type { Lang } from '../ipc/types';

const LONG: Record<Lang, readonly string[]> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  ar: [
    'كانون الثاني',
    'شباط',
    'آذار',
    'نيسان',
    'أيار',
    'حزيران',
    'تموز',
    'آب',
    'أيلول',
    'تشرين الأول',
    'تشرين الثاني',
    'كانون الأول',
  ],
};

const SHORT_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How much room a month may take. Arabic has no short form outside of axes and tables. */
export type DateForm = 'long' | 'short';

/** `2026-01-28`, `2026-01` or `2026` in words; anything else comes back as it is. */
export function formatDate(date: string, lang: Lang, form: DateForm = 'long'): string {
  const match = /^(-?\d{4,})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (match === null) return date;
  const [, year = '', month, day] = match;
  if (month === undefined) return year;
  const names = form === 'short' && lang === 'en' ? SHORT_EN : LONG[lang];
  const name = names[Number(month) - 1];
  if (name === undefined) return date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** The year of a release's date. */
export function yearOf(date: string): string {
  return /^-?\d{4,}/.exec(date)?.[0] ?? date;
}
