/** What is printed on the keys that the frame names: the same in every language, other on macOS. */

/** Whether this is macOS, where Command does what Ctrl does elsewhere. */
export const IS_MAC = typeof navigator !== 'undefined' && /Mac/.test(navigator.userAgent);

/** Keys pressed together. */
export interface Chord {
  /** The key, by its place: a value of `KeyboardEvent.code`. */
  readonly code: string;
  /** With Ctrl, on macOS with Command. */
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

const NAMES: Record<string, string> = {
  Comma: ',',
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  ArrowLeft: '←',
  ArrowRight: '→',
  Equal: '+',
  Minus: '-',
};

/** A key as it is printed. */
function cap(code: string): string {
  return NAMES[code] ?? code.replace(/^(Key|Digit)/, '');
}

/** Keys pressed together, as they are printed: `Ctrl Shift F`, on macOS `⇧⌘F`. */
export function printed({ code, mod = false, shift = false, alt = false }: Chord): string {
  if (IS_MAC) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${cap(code)}`;
  return [mod ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', cap(code)]
    .filter((part) => part !== '')
    .join(' ');
}

/** Keys pressed together, as the native menu is told them: `CmdOrCtrl+Shift+F`. */
export function accelerator({ code, mod = false, shift = false, alt = false }: Chord): string {
  return [mod ? 'CmdOrCtrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', code]
    .filter((part) => part !== '')
    .join('+');
}

/** Which of the keys beside the space bar are held. */
export type Held = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey'>;

/** Whether Ctrl, on macOS Command, is held with a key, and not the other of the two. */
export function isMod({ ctrlKey, metaKey }: Held, mac = IS_MAC): boolean {
  // Control with a letter is for moving in a field on macOS, the Windows key is the desktop's elsewhere.
  return mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

/** Whether these are the keys that were pressed. */
export function isPressed(chord: Chord, event: KeyboardEvent): boolean {
  const { code, mod = false, shift = false, alt = false } = chord;
  const held = mod ? isMod(event) : !event.ctrlKey && !event.metaKey;
  return event.code === code && held && event.shiftKey === shift && event.altKey === alt;
}

export const KEYCAPS = {
  enter: 'Enter',
  delete: 'Delete',
  space: 'Space',
  n: 'N',
  x: 'X',
  j: 'J',
  k: 'K',
  slash: '/',
  arrows: ['←', '→', '↑', '↓'],
  mod: IS_MAC ? '⌘' : 'Ctrl',
  copy: printed({ code: 'KeyC', mod: true }),
  paste: printed({ code: 'KeyV', mod: true }),
  save: printed({ code: 'KeyS', mod: true }),
  export: printed({ code: 'KeyE', mod: true }),
  undo: printed({ code: 'KeyZ', mod: true }),
  redo: printed({ code: 'KeyZ', mod: true, shift: true }),
} as const;
