/**
 * Single letters that act, as J and K do: by where a key is (`KeyboardEvent.code`), so that they work on an Arabic layout.
 * They sleep while someone types, while something floats over the screen, and where the person turned them off.
 */
import { reading } from '../words/reading.svelte';

/** Where a key means something else. */
const ELSEWHERE =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=""], [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"]';

/** Whether a key was pressed where something is typed or chosen. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.isComposing || (event.target instanceof Element && event.target.closest(ELSEWHERE) !== null);
}

/** Whether a key pressed without Ctrl, Alt or Command may act as a letter of the screen. */
export function isLetter(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !isTyping(event) && (reading.letters || !/^(Key[A-Z]|Digit\d|Bracket|Slash|Space)/.test(event.code));
}
