/**
 * Dates of releases in words. Gregorian; in Arabic the Levantine month names (CLDR `ar_SY`) or the international ones (CLDR
 * `ar_EG`), and the digits of the settings. A full date has the Hijri one (Umm al-Qura) beside it where the settings say so.
 * A date may lack its day, or its day and month.
 */
import type { Lang } from '../ipc/types';
import { digits } from './numbers';
import { reading } from './reading.svelte';

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

const INTERNATIONAL_AR = [
  'يناير',
  'فبراير',
  'مارس',
  'أبريل',
  'مايو',
  'يونيو',
  'يوليو',
  'أغسطس',
  'سبتمبر',
  'أكتوبر',
  'نوفمبر',
  'ديسمبر',
];

const SHORT_AR = ['ك2', 'شباط', 'آذار', 'نيسان', 'أيار', 'حزيران', 'تموز', 'آب', 'أيلول', 'ت1', 'ت2', 'ك1'];

const SHORT_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How much room a month may take. Arabic has no short form outside of axes and tables. */
export type DateForm = 'long' | 'short';

/** A date's parts, as far as it has them; `null` for what is no date. */
function partsOf(date: string): { year: string; month?: number; day?: number } | null {
  const match = /^(-?\d{4,})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (match === null) return null;
  const [, year = '', month, day] = match;
  return {
    year,
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
  };
}

/** `2026-01-28`, `2026-01` or `2026` in words; anything else comes back as it is. */
export function formatDate(date: string, lang: Lang, form: DateForm = 'long'): string {
  const parts = partsOf(date);
  if (parts === null) return date;
  if (parts.month === undefined) return digits(parts.year, lang);
  const arabic = reading.months === 'levantine' ? LONG.ar : INTERNATIONAL_AR;
  const names = lang === 'ar' ? arabic : form === 'short' ? SHORT_EN : LONG.en;
  const name = names[parts.month - 1];
  if (name === undefined) return date;
  if (parts.day === undefined) return digits(`${name} ${parts.year}`, lang);
  const gregorian = digits(`${parts.day} ${name} ${parts.year}`, lang);
  const hijri = reading.hijri && form === 'long' ? hijriOf(date, lang) : null;
  return hijri === null ? gregorian : `${gregorian} (${hijri})`;
}

/** A date for an axis, without its year where it has a month: `9 Apr`, `2 شباط`. */
export function formatShort(date: string, lang: Lang): string {
  const parts = partsOf(date);
  if (parts === null) return date;
  if (parts.month === undefined) return digits(parts.year, lang);
  const arabic = reading.months === 'levantine' ? SHORT_AR : INTERNATIONAL_AR;
  const name = (lang === 'ar' ? arabic : SHORT_EN)[parts.month - 1];
  if (name === undefined) return date;
  return digits(parts.day === undefined ? `${name} ${parts.year}` : `${parts.day} ${name}`, lang);
}

/** The Hijri date of a day, by the calendar of Umm al-Qura; `null` where the system does not know it. */
export function hijriOf(date: string, lang: Lang): string | null {
  const day = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return null;
  const format = new Intl.DateTimeFormat(lang === 'ar' ? 'ar-SA' : 'en-GB', {
    calendar: 'islamic-umalqura',
    numberingSystem: 'latn',
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  if (format.resolvedOptions().calendar !== 'islamic-umalqura') return null;
  return digits(format.format(day), lang);
}

/** The year of a release's date. */
export function yearOf(date: string): string {
  return /^-?\d{4,}/.exec(date)?.[0] ?? date;
}

/** Whether a text is a year, a month or a day of the calendar, as ISO 8601 writes them. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return false;
  const [, year, month = '01', day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}
