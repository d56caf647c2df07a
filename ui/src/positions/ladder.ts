/** The ladder of acts as the chart draws it: its bands from the top, and words for force. */
import type { Act } from '../ipc/types';
import { m } from '../paraglide/messages';
import { ACTS } from './acts';

/** The side of neutral an act stands on. */
export type Band = 'opposing' | 'urging' | 'neutral' | 'supportive';

const SIDES: Record<Act, Band> = {
  condemn: 'opposing',
  reject: 'opposing',
  concern: 'opposing',
  call: 'urging',
  stress: 'urging',
  note: 'neutral',
  discuss: 'neutral',
  hope: 'supportive',
  welcome: 'supportive',
  support: 'supportive',
  commit: 'supportive',
};

/** The side an act stands on. */
export function bandOf(act: Act): Band {
  return SIDES[act];
}

/** The bands from the top, each with its words and its acts. */
export const BANDS: readonly {
  readonly band: Band;
  readonly label: () => string;
  readonly acts: readonly Act[];
}[] = (
  [
    ['opposing', m.band_opposing],
    ['urging', m.band_urging],
    ['neutral', m.band_neutral],
    ['supportive', m.band_supportive],
  ] as const
).map(([band, label]) => ({ band, label, acts: ACTS.filter((act) => SIDES[act] === band) }));

/** The word for a force of 1 to 3. */
export function forceLabel(force: number): string {
  if (force >= 3) return m.force_strong();
  return force === 2 ? m.force_plain() : m.force_mild();
}
