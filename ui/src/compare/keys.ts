/**
 * The keys of the Compare screen. They go by where a key is, not by the letter on it (`KeyboardEvent.code`), so that they
 * work on an Arabic layout; they sleep while someone types or a menu is open.
 */

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
  | 'close';

const BY_CODE: Record<string, Command> = {
  KeyJ: 'next-change',
  KeyK: 'previous-change',
  BracketLeft: 'earlier-pair',
  BracketRight: 'later-pair',
  KeyX: 'swap',
  KeyU: 'run',
  KeyG: 'counterpart',
  Digit1: 'side',
  Numpad1: 'side',
  Digit2: 'inline',
  Numpad2: 'inline',
  Digit3: 'changes',
  Numpad3: 'changes',
  Escape: 'close',
};

/** Where a key means something else. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"]';

/** The command a key stands for here; `null` when it stands for none. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return null;
  if (event.target instanceof Element && event.target.closest(ELSEWHERE) !== null) return null;
  if (event.shiftKey) return event.code === 'KeyU' ? 'all-runs' : null;
  return BY_CODE[event.code] ?? null;
}
