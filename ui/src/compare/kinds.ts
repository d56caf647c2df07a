/** The kinds of row: their words and glyphs. */
import ArrowDown from '@lucide/icons/icons/arrow-down';
import ArrowUp from '@lucide/icons/icons/arrow-up';
import ArrowUpDown from '@lucide/icons/icons/arrow-up-down';
import Equal from '@lucide/icons/icons/equal';
import EqualApproximately from '@lucide/icons/icons/equal-approximately';
import Merge from '@lucide/icons/icons/merge';
import Minus from '@lucide/icons/icons/minus';
import Plus from '@lucide/icons/icons/plus';
import Shuffle from '@lucide/icons/icons/shuffle';
import SpellCheck from '@lucide/icons/icons/spell-check';
import Split from '@lucide/icons/icons/split';
import type { Icon } from '../controls/icon';
import type { Lang, Moved, Row, RowKind } from '../ipc/types';
import { m } from '../paraglide/messages';
import { passage } from '../words/references';

/** What the summary counts: the kinds of row, and moves of any kind. */
export type Counted = RowKind | 'moved';

/** The order the summary tells them in. */
export const COUNTED: readonly Counted[] = [
  'same',
  'cosmetic',
  'reworded',
  'moved',
  'split',
  'merged',
  'regrouped',
  'added',
  'dropped',
];

interface KindForm {
  readonly label: () => string;
  readonly icon: Icon;
}

const FORMS: Record<Counted, KindForm> = {
  same: { label: m.kind_same, icon: Equal },
  cosmetic: { label: m.kind_cosmetic, icon: SpellCheck },
  reworded: { label: m.kind_reworded, icon: EqualApproximately },
  split: { label: m.kind_split, icon: Split },
  merged: { label: m.kind_merged, icon: Merge },
  regrouped: { label: m.kind_regrouped, icon: Shuffle },
  moved: { label: m.kind_moved, icon: ArrowUpDown },
  added: { label: m.kind_added, icon: Plus },
  dropped: { label: m.kind_dropped, icon: Minus },
};

const MOVED: Record<Moved, KindForm> = {
  up: { label: m.row_moved_up, icon: ArrowUp },
  down: { label: m.row_moved_down, icon: ArrowDown },
};

/** How a count is shown. */
export function kindForm(kind: Counted): KindForm {
  return FORMS[kind];
}

/** How a move is shown. */
export function movedForm(moved: Moved): KindForm {
  return MOVED[moved];
}

/** How a row is shown: a move by its direction, anything else by its kind; in words both, where the text changed too. */
export function rowForm(row: Row): KindForm {
  const form = FORMS[row.kind];
  if (row.moved === null) return form;
  const move = MOVED[row.moved];
  if (row.kind === 'same' || row.kind === 'cosmetic') return move;
  return { icon: move.icon, label: () => m.row_moved_and({ move: move.label(), kind: form.label() }) };
}

/** Where a row stands: its paragraphs on both sides. */
export function placesOf(row: Row, lang: Lang): string {
  return passage(
    row.older.map(({ number }) => number),
    row.newer.map(({ number }) => number),
    lang,
  );
}
