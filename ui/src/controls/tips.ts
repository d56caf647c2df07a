/**
 * What a button without words says of itself when a person stays on it. Each button keeps its own here; `Tips.svelte` shows the one
 * that is asked for, so that a screen of forty buttons is not forty tooltips.
 */
export interface Tip {
  readonly label: string;
  /** The key that does the same, as printed on it. */
  readonly key?: string | undefined;
  /** Why it can't be used now; `null` when it can. */
  readonly refused: string | null;
}

/** A button that says something of itself. */
export interface Tipped {
  readonly anchor: HTMLElement;
  readonly tell: () => Tip;
}

const kept = new WeakMap<Element, () => Tip>();

/** Keeps what an element says of itself, for `{@attach}`. */
export function tipped(tell: () => Tip): (anchor: HTMLElement) => void {
  return (anchor) => void kept.set(anchor, tell);
}

/** The button that something on the page belongs to, where it says something of itself. */
export function tippedAt(target: EventTarget | null): Tipped | null {
  for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) {
    const tell = kept.get(at);
    if (tell !== undefined && at instanceof HTMLElement) return { anchor: at, tell };
  }
  return null;
}
