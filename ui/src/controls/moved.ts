/** Whether it was the reader who took the focus where it is, or the program, which opened or closed something. */

/** The keys that move the focus. */
const MOVES: readonly string[] = ['Tab', 'F6', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

let moved = false;
if (typeof addEventListener !== 'undefined')
  addEventListener('keydown', ({ key }) => (moved = MOVES.includes(key)), { capture: true });

/** Whether the last key pressed moves the focus. */
export const movedByKey = (): boolean => moved;
