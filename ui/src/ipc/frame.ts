/** What the window asks of the system's own frame. */
import type { Direction } from '../words/language.svelte';
import type { MenuPart } from './types';

export interface FrameCalls {
  /** Puts a menu in the native menu bar, in place of the one before, laid out in a direction. */
  showMenu(parts: readonly MenuPart[], direction: Direction): Promise<void>;
  /** Names the window, for the desktop's own lists of windows. */
  showTitle(title: string): Promise<void>;
  /** Calls `chosen` with the id of an entry that was chosen there; gives a way to stop that. */
  onChosen(chosen: (id: string) => void): () => void;
  /** Opens the system's dialog that prints what the window shows. */
  print(): Promise<void>;
}
