/** The releases as a table, one release to read, and what a person changes in the library: what is asked of the Rust side. */
import type { Edit, ListingAsked, ReleaseToRead, TablePage } from './types';

export interface Catalogue {
  /** A page of the releases, filtered and sorted. */
  list(asked: ListingAsked): Promise<TablePage>;
  /** One release with its text, its neighbours and what is kept of it. */
  read(release: number): Promise<ReleaseToRead>;
  /** Makes a change that can be undone; gives the number of what was added. */
  edit(edit: Edit): Promise<number | null>;
  /** Notes something about a release or one of its paragraphs (from 0); gives the note's number. */
  addNote(release: number, paragraph: number | null, text: string): Promise<number>;
  /** Writes a note anew; an empty text takes it away. */
  changeNote(note: number, text: string): Promise<void>;
  /** Saves the file a release was read from where the person says; gives its path, `null` when they chose no place. */
  saveOriginal(original: number, name: string): Promise<string | null>;
}
