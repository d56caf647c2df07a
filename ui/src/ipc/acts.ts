/** What a person did in the open archive, to be undone and done again: what is asked of the Rust side. */
import type { JournalAct, History } from './types';

export interface Acts {
  /** What can be undone and done again. */
  history(): Promise<History>;
  /** Undoes the last act; gives it, or `null` where there is none. */
  undo(): Promise<JournalAct | null>;
  /** Does the act again that was undone last; gives it, or `null` where there is none. */
  redo(): Promise<JournalAct | null>;
}
