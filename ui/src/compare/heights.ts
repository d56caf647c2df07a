/**
 * How tall rows are thought to be before they are laid out, in pixels. They take their real height when they come near sight;
 * the better the thought, the less moves then.
 */
import type { Row } from '../ipc/types';
import type { Item } from './arrange';

/** A run folded into one line, and the line where a passage left from. */
const LINE = { run: 37, departure: 35 } as const;
/** Over and under the text of a row, with the rule below it: what `RowFrame` pads. */
const AROUND = 27;
/** The topics and chips over the text: their place is kept where there are none. */
const CAPTION = 27;
/** A line of text, between that of Latin and that of Arabic letters. */
const LEADING = 30;
/** Letters in a line of one of two columns, and of the one column. */
const MEASURE = { side: 50, single: 78 } as const;

function lines(side: Row['older'], measure: number): number {
  return side.reduce((sum, one) => {
    const letters = one.runs.reduce((length, run) => length + run.text.length, 0);
    return sum + Math.ceil(letters / measure);
  }, 0);
}

/** The height of what a row holds, without what is round it. */
function heightInside(row: Row, columns: boolean): number {
  const measure = columns ? MEASURE.side : MEASURE.single;
  const text = Math.max(lines(row.older, measure), lines(row.newer, measure), 1) * LEADING;
  return text + CAPTION;
}

/** The height of an item. */
export function heightOfItem(item: Item, rows: readonly Row[], columns: boolean): number {
  if (item.type !== 'row') return LINE[item.type];
  const row = rows[item.row];
  return row === undefined ? LINE.run : AROUND + heightInside(row, columns);
}
