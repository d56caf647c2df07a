/** Lengths of files and moments, as the Archive sheet writes them. */
import type { Lang } from '../ipc/types';
import { formatDate } from '../words/dates';
import { digits } from '../words/numbers';

const STEPS = [
  { unit: 'gigabyte', bytes: 1e9 },
  { unit: 'megabyte', bytes: 1e6 },
  { unit: 'kilobyte', bytes: 1e3 },
] as const;

/** A number of bytes as `3.1 MB`, in steps of a thousand. */
export function formatLength(bytes: number, lang: Lang): string {
  const step = STEPS.find((one) => bytes >= one.bytes) ?? STEPS[2];
  const format = new Intl.NumberFormat(lang === 'ar' ? 'ar' : 'en', {
    style: 'unit',
    unit: step.unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
    numberingSystem: 'latn',
  });
  return digits(format.format(bytes / step.bytes), lang);
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment by this computer's clock: `3 Feb 2026, 08:30`. */
export function formatMoment(moment: string, lang: Lang): string {
  const at = new Date(moment);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = digits(`${two(at.getHours())}:${two(at.getMinutes())}`, lang);
  return `${formatDate(day, lang, 'short')}${lang === 'ar' ? '،' : ','} ${time}`;
}
