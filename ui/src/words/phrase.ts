/**
 * Sentences with names in them. A name inside a sentence must be isolated, so that its direction does not disturb the
 * rest: on screen by a `bdi`, in a label or a title by the isolating characters of Unicode (UAX #9).
 */

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A stretch of a sentence; `isolated` ones are names, numbers or dates put into it. */
export interface Piece {
  readonly text: string;
  readonly isolated: boolean;
}

/** Marks what is put into a message, so that `pieces` finds it again. */
export function put(value: string): string {
  return OPEN + value + CLOSE;
}

/** Cuts a message made with `put` into its pieces. */
export function pieces(message: string): Piece[] {
  const found: Piece[] = [];
  for (const [index, part] of message.split(OPEN).entries()) {
    const end = index === 0 ? -1 : part.indexOf(CLOSE);
    if (end >= 0) found.push({ text: part.slice(0, end), isolated: true });
    const rest = part.slice(end + 1);
    if (rest !== '') found.push({ text: rest, isolated: false });
  }
  return found;
}

/** A name for use inside a label or a title, isolated by U+2068 and U+2069. */
export function isolate(value: string): string {
  return `\u2068${value}\u2069`;
}

/**
 * A file's path for reading: U+200E after each separator keeps its parts in their order, from the left, whichever way their
 * own letters run. Not for use as a path.
 */
export function pathInOrder(path: string): string {
  return `\u200e${path.replace(/[\\/]/g, '$&\u200e')}`;
}
