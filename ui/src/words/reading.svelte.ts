/** How dates, numbers and texts are set, and which keys act, by the person's settings: in force wherever they are shown. */
import type { Months, Numerals, Settings, TextSize, TextWidth } from '../ipc/types';

/** Times the usual size of text. */
const SIZES: Record<TextSize, number> = { small: 0.9, medium: 1, large: 1.15, huge: 1.3 };
/** The widest a column of text to read may be. */
const WIDTHS: Record<TextWidth, string> = { narrow: '600px', medium: '720px', wide: '920px' };

class Reading {
  numerals = $state<Numerals>('latin');
  months = $state<Months>('levantine');
  hijri = $state(false);
  /** Whether single letters act. */
  letters = $state(true);
}

export const reading = new Reading();

/** Puts the settings in force. */
export function applyReading(settings: Settings): void {
  reading.numerals = settings.numerals;
  reading.months = settings.months;
  reading.hijri = settings.hijri;
  reading.letters = settings.letter_keys;
  // Where there is no page, as in tests of the session, there is nothing to set.
  const style = document.documentElement.style as CSSStyleDeclaration | undefined;
  style?.setProperty('--text-scale', String(SIZES[settings.text_size]));
  style?.setProperty('--w-reading', WIDTHS[settings.text_width]);
}
