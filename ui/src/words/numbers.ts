/** Digits of the frame, by the person's settings. Texts and names keep the digits they were published with. */
import type { Lang } from '../ipc/types';
import { language } from './language.svelte';
import { reading } from './reading.svelte';

const ARABIC_INDIC_ZERO = 0x0660;

/** A text of the frame with its digits as the settings have them: ٠ to ٩ only in Arabic, and only where chosen. */
export function digits(text: string | number, lang: Lang): string {
  const written = String(text);
  if (lang !== 'ar' || reading.numerals === 'latin') return written;
  return written.replace(/[0-9]/g, (digit) => String.fromCodePoint(ARABIC_INDIC_ZERO + Number(digit)));
}

/** What is put into an Arabic message: a number with the digits of the settings, a text as it is. */
export function inDigits(value: unknown): unknown {
  return typeof value === 'number' ? digits(value, 'ar') : value;
}

/** A number as the frame shows it, in the language spoken. */
export function inFrame(number: number): string {
  return digits(number, language.current);
}

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
