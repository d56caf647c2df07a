/** Work that is not to keep the screen waiting. */

/** Does something in the task that follows the painting of what is drawn now. What it gives calls that off. */
function afterFrame(work: () => void): () => void {
  let after: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (after = setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(after);
  };
}

/** Notes when what is drawn now has been painted, for whoever measures. What it gives calls that off. */
export function markPainted(name: string): () => void {
  return afterFrame(() => void performance.mark(name));
}

/** Does something once what is drawn now has been painted, and that was noted. What it gives calls that off. */
export function oncePainted(work: () => void): () => void {
  let later: ReturnType<typeof setTimeout> | undefined;
  const stop = afterFrame(() => (later = setTimeout(work)));
  return () => {
    stop();
    clearTimeout(later);
  };
}

let acted = -Infinity;
for (const act of ['keydown', 'pointerdown', 'input'])
  globalThis.addEventListener?.(act, () => (acted = performance.now()), { capture: true, passive: true });

/** Milliseconds since a person last pressed something: what they asked for is not to wait for work nobody sees. */
export function sinceAct(): number {
  return performance.now() - acted;
}

/** Milliseconds without anything pressed, or scrolled, after which a person is thought to read. */
export const CALM = 120;

/**
 * Does something once what is drawn now has been painted and the person reads: who goes on at once is not kept waiting by what
 * belongs to what they have left. What it gives calls that off.
 */
export function onceCalm(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const left = CALM - sinceAct();
    if (left > 0) timer = setTimeout(look, left);
    else work();
  };
  const stop = oncePainted(look);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Milliseconds of a frame that work in turns may take, however many ask for it. */
const BUDGET = 8;
/** The work that waits for its turn: each does a little and tells whether there is more of it. */
const queue = new Set<() => boolean>();
let asked = false;

/** Does a little at a time once what is drawn now has been painted, together with all others that ask, as long as it gives true. */
export function inTurns(step: () => boolean): void {
  queue.add(step);
  if (asked) return;
  asked = true;
  oncePainted(turn);
}

function turn(): void {
  asked = false;
  const begun = performance.now();
  let [step] = queue;
  try {
    while (step !== undefined && performance.now() - begun < BUDGET) {
      queue.delete(step);
      // Who has had a turn stands behind the others.
      if (step()) queue.add(step);
      [step] = queue;
    }
  } finally {
    // One that fails is not asked again, and holds up none of the others.
    const [next] = queue;
    if (next !== undefined) inTurns(next);
  }
}
