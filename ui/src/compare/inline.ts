/**
 * Both texts of a row in one: the newer text with the dropped words where they stood. Only a way of showing; what is quoted
 * or copied elsewhere is always one text as it stands.
 */
import type { Paragraph, Run } from '../ipc/types';

/** One token of a side: a marked run whole, or one word, sign or space of an unmarked one. */
interface Token {
  readonly run: Run;
  readonly text: string;
  /** The paragraph of its side. */
  readonly paragraph: number;
}

const PIECES = /\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;
/** How far ahead a token of the other side is looked for, when two unmarked tokens differ. */
const REACH = 12;

function tokens(paragraphs: readonly Paragraph[]): Token[] {
  const found: Token[] = [];
  for (const [paragraph, { runs }] of paragraphs.entries()) {
    if (paragraph > 0) {
      const space: Run = { text: ' ', mark: 'none', class: null, change: null };
      found.push({ run: space, text: ' ', paragraph });
    }
    for (const run of runs) {
      const texts = run.mark === 'none' ? (run.text.match(PIECES) ?? []) : [run.text];
      for (const text of texts) found.push({ run, text, paragraph });
    }
  }
  return found;
}

const isSpace = (token: Token): boolean => token.run.mark === 'none' && /^\s+$/.test(token.text);

/** Steps from `at` to a token with this text, within reach; -1 if there is none. */
function ahead(list: readonly Token[], at: number, text: string): number {
  for (let step = 1; step <= REACH; step += 1) {
    if (list[at + step]?.text === text) return step;
  }
  return -1;
}

/** A paragraph of the combined text. */
class Writer {
  readonly paragraphs: Run[][] = [[]];

  /** The text written last, to see whether a space is wanted. */
  #last = '';

  write(token: Token): void {
    const current = this.paragraphs.at(-1) as Run[];
    if (isSpace(token) && (this.#last === '' || /\s$/.test(this.#last))) return;
    const glued = this.#last !== '' && !/\s$/.test(this.#last) && !/^\s/.test(token.text);
    const previous = current.at(-1);
    // A dropped word and the new word in its place stand apart.
    const both = new Set([previous?.mark, token.run.mark]);
    if (glued && both.has('dropped') && both.has('added')) this.#push(current, ' ', null);
    this.#push(current, token.text, token.run);
    this.#last = token.text;
  }

  turn(): void {
    this.paragraphs.push([]);
    this.#last = '';
  }

  #push(current: Run[], text: string, run: Run | null): void {
    const previous = current.at(-1);
    const mark = run?.mark ?? 'none';
    if (mark === 'none' && previous?.mark === 'none') {
      current[current.length - 1] = { ...previous, text: previous.text + text };
    } else {
      current.push(
        run === null || mark === 'none'
          ? { text, mark: 'none', class: null, change: null }
          : { ...run, text },
      );
    }
  }
}

/** The paragraphs of the newer side with the dropped words of the older side woven in. */
export function inline(older: readonly Paragraph[], newer: readonly Paragraph[]): Run[][] {
  const old = tokens(older);
  const now = tokens(newer);
  const writer = new Writer();
  let at = 0;
  let to = 0;
  let paragraph = 0;
  while (at < old.length || to < now.length) {
    const a = old[at];
    const b = now[to];
    if (a?.run.mark === 'dropped') {
      writer.write(a);
      at += 1;
      continue;
    }
    if (b !== undefined && b.paragraph > paragraph) {
      paragraph = b.paragraph;
      writer.turn();
      to += 1;
      continue;
    }
    if (b === undefined) {
      // Nothing newer is left: only what was dropped is still to be written, with the spaces before it.
      if (a !== undefined && isSpace(a)) writer.write(a);
      at += 1;
    } else if (a === undefined || b.run.mark === 'added') {
      writer.write(b);
      to += 1;
    } else if (isSpace(a) !== isSpace(b)) {
      if (isSpace(a)) {
        writer.write(a);
        at += 1;
      } else {
        writer.write(b);
        to += 1;
      }
    } else if (a.text === b.text || isSpace(a)) {
      writer.write(b);
      at += 1;
      to += 1;
    } else {
      // Unmarked, yet not the same letters: a silent difference. Find the next place where both sides agree.
      const inOld = ahead(old, at, b.text);
      const inNow = ahead(now, to, a.text);
      if (inOld >= 0 && (inNow < 0 || inOld <= inNow) && !old.slice(at, at + inOld).some(isDropped)) {
        at += inOld;
      } else {
        writer.write(b);
        to += 1;
        if (inNow < 0) at += 1;
      }
    }
  }
  return writer.paragraphs.filter((runs) => runs.length > 0);
}

const isDropped = (token: Token): boolean => token.run.mark === 'dropped';

/** Words kept on each side of a mark in an excerpt. */
const KEPT = 7;

/** Whether a run is worth showing in an excerpt. */
export function isMarked(run: Run, spelling: boolean): boolean {
  return run.mark === 'added' || run.mark === 'dropped' || (run.mark === 'cosmetic' && spelling);
}

/** The marked words with a few words around them; what is left out, at word boundaries, is an ellipsis. */
export function excerpt(runs: readonly Run[], spelling: boolean): Run[] {
  const marked = runs.map((run) => isMarked(run, spelling));
  if (!marked.includes(true)) return [];
  return runs.flatMap((run, index): Run[] => {
    if (marked[index] === true) return [run];
    const before = marked.slice(0, index).includes(true);
    const after = marked.slice(index + 1).includes(true);
    const words = run.text.match(/\s*\S+\s*/gu) ?? [];
    const keep = (before ? KEPT : 0) + (after ? KEPT : 0);
    if (words.length <= keep + 3) return [run];
    const head = before ? words.slice(0, KEPT).join('') : '';
    const tail = after ? words.slice(-KEPT).join('') : '';
    return [{ ...run, text: `${head}… ${tail}`.trimEnd() + (after ? trailing(tail) : '') }];
  });
}

function trailing(text: string): string {
  return /\s*$/.exec(text)?.[0] ?? '';
}
