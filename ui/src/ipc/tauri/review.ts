/** What a person says of a comparison, over Tauri. */
import type { ReviewCalls } from '../review';
import { call } from './call';

export const reviewCalls: ReviewCalls = {
  of: (pair) => call('review', { ...pair }),
  mark: (pair, part, name, marking) => call('mark_change', { ...pair, part, name, marking }),
  note: (pair, part, name, text) => call('note_change', { ...pair, part, name, text }),
  strip: (release, paragraph, around) => call('passage_strip', { release, paragraph, around }),
  relink: (pair, order) => call('relink', { ...pair, ...order }),
  kept: () => call('kept_comparisons'),
  keep: (pair, name, view) => call('keep_comparison', { ...pair, name, view }),
  drop: (kept) => call('drop_comparison', { kept }),
};
