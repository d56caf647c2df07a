/** Which chips stand over a row. */
import type { ChangeNote, Class, Row } from '../ipc/types';
import { bandOf, isCosmetic } from './classes';

export interface Chip {
  readonly of: Class;
  readonly count: number;
  /** The words on both sides, where there is one change of the class and they are short; else empty. */
  readonly older: string;
  readonly newer: string;
}

/** The words, both sides together, that a chip has room for over a row, and in the list: in UTF-16 units. */
export const ROOM = { row: 30, list: 13 } as const;

/** The words of a change, if a chip has room for both sides. */
export function shortWords(note: ChangeNote, room: number): { older: string; newer: string } {
  const older = note.older_text.trim();
  const newer = note.newer_text.trim();
  const fits = older !== '' && newer !== '' && older.length + newer.length <= room;
  const telling = note.class === 'act' || note.class === 'number' || note.class === 'date';
  return fits && telling ? { older, newer } : { older: '', newer: '' };
}

/**
 * The chips of a row, the weightiest class first. What the gutter or the marks say already has none, nor have the changes
 * that are told otherwise.
 */
export function chipsOf(
  row: Row,
  changes: readonly ChangeNote[],
  spelling: boolean,
  told: ReadonlySet<number>,
): Chip[] {
  const notes = row.changes
    .filter((index) => !told.has(index))
    .map((index) => changes[index])
    .filter((note) => note !== undefined)
    .filter((note) => note.class !== 'wording' && note.class !== 'added' && note.class !== 'dropped')
    .filter((note) => spelling || !isCosmetic(note.class))
    .sort((a, b) => b.weight - a.weight);
  return [...new Set(notes.map((note) => note.class))].map((of) => {
    const own = notes.filter((note) => note.class === of);
    const words =
      own.length === 1 && own[0] !== undefined ? shortWords(own[0], ROOM.row) : { older: '', newer: '' };
    return { of, count: own.length, ...words };
  });
}

/** Whether a row holds a change that weighs much. */
export function isMajor(row: Row, changes: readonly ChangeNote[]): boolean {
  return row.changes.some((index) => bandOf(changes[index]?.weight ?? 0) === 'major');
}
