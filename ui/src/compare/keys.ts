/**
 * The keys of the Compare screen.
 */

import { isLetter } from '../controls/letters';

export type Command =
  | 'next-change'
  | 'previous-change'
  | 'earlier-pair'
  | 'later-pair'
  | 'swap'
  | 'run'
  | 'all-runs'
  | 'counterpart'
  | 'side'
  | 'inline'
  | 'changes'
  | 'review'
  | 'weigh'
  | 'note'
  | 'link'
  | 'copy'
  | 'strip'
  | 'close';

const BY_CODE: Record<string, Command> = {
  KeyJ: 'next-change',
  KeyK: 'previous-change',
  BracketLeft: 'earlier-pair',
  BracketRight: 'later-pair',
  KeyX: 'swap',
  KeyU: 'run',
  Space: 'review',
  KeyW: 'weigh',
  KeyN: 'note',
  KeyL: 'link',
  KeyC: 'copy',
  KeyS: 'strip',
  KeyG: 'counterpart',
  Digit1: 'side',
  Numpad1: 'side',
  Digit2: 'inline',
  Numpad2: 'inline',
  Digit3: 'changes',
  Numpad3: 'changes',
  Escape: 'close',
};

/** What the space bar presses. In the list of changes it marks the change instead. */
const PRESSED = 'button, input[type=checkbox], input[type=radio], [role=checkbox]';

/** Whether the space bar presses an element by itself. */
export function isPressedBySpace(element: EventTarget | null): boolean {
  const pressed = element instanceof Element ? element.closest(PRESSED) : null;
  return pressed !== null && !pressed.matches('[data-testid=change]');
}

/** The command a key stands for here; `null` when it stands for none. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (!isLetter(event)) return null;
  const pressed = event.target instanceof Element ? event.target.closest(PRESSED) : null;
  if (event.shiftKey)
    return event.code === 'KeyU' || (event.code === 'Enter' && pressed === null) ? 'all-runs' : null;
  if (event.code === 'Space' && isPressedBySpace(event.target)) return null;
  return BY_CODE[event.code] ?? null;
}
