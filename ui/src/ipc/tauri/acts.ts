/** Undoing and doing again over Tauri. */
import type { Acts } from '../acts';
import { call } from './call';

export const acts: Acts = {
  history: () => call('history'),
  undo: () => call('undo'),
  redo: () => call('redo'),
};
