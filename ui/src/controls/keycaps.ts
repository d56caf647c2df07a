/** What is printed on the keys that the frame names: the same in every language. */
export const KEYCAPS = {
  enter: 'Enter',
  delete: 'Delete',
  x: 'X',
  j: 'J',
  k: 'K',
  slash: '/',
  export: 'Ctrl E',
  undo: 'Ctrl Z',
  redo: 'Ctrl Shift Z',
} as const;
