/**
 * Keeps what is read in its place while what stands over it takes another height, as when it is laid out, or when its captions
 * come. Some web engines do so by themselves; WebKit does not.
 */

/** Where the beginning of something stands from that of its list, or its end where all of the list is over what is seen. */
interface Held {
  readonly element: Element;
  readonly side: 'top' | 'bottom';
  /** In pixels. */
  readonly at: number;
  /** How far the list was scrolled. */
  readonly scrolled: number;
}

/** Pixels that nobody sees. */
const NOTHING = 0.5;

export class Anchor {
  readonly #scroller: HTMLElement;
  readonly #parts: () => readonly HTMLElement[];
  readonly #resized = new ResizeObserver(() => this.#keep());
  #held: Held | null = null;

  /** Of a list in something that scrolls: `parts` gives its parts in order, of which those with children hold its items. */
  constructor(scroller: HTMLElement, parts: () => readonly HTMLElement[]) {
    this.#scroller = scroller;
    this.#parts = parts;
    // An engine that does so by itself would do it twice.
    scroller.style.setProperty('overflow-anchor', 'none');
  }

  watch(part: HTMLElement): void {
    this.#resized.observe(part);
  }

  unwatch(part: HTMLElement): void {
    this.#resized.unobserve(part);
  }

  /** Notes what is at the edge of sight now: to be told whenever it was scrolled. */
  note(): void {
    const parts = this.#parts();
    const [first] = parts;
    const edge = this.#scroller.getBoundingClientRect().top;
    // The first part that reaches into sight.
    let [low, high] = [0, parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((parts[middle] as HTMLElement).getBoundingClientRect().bottom > edge) high = middle;
      else low = middle + 1;
    }
    const last = parts.at(-1);
    const part = parts[low];
    const item =
      this.#atHand(parts) ??
      [...(part?.children ?? [])].find((one) => one.getBoundingClientRect().bottom > edge) ??
      part;
    const [element, side] = item === undefined ? ([last, 'bottom'] as const) : ([item, 'top'] as const);
    this.#held =
      element === undefined || first === undefined
        ? null
        : { element, side, at: this.#place(element, side, first), scrolled: this.#scroller.scrollTop };
  }

  stop(): void {
    this.#resized.disconnect();
    this.#held = null;
  }

  /** What of the list is at hand, where it is in sight: that is what is read. */
  #atHand(parts: readonly HTMLElement[]): Element | undefined {
    const room = this.#scroller.getBoundingClientRect();
    return [...this.#scroller.querySelectorAll('[aria-current="true"]')].find((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return bottom > room.top && top < room.bottom && parts.some((part) => part.contains(one));
    });
  }

  #place(element: Element, side: Held['side'], first: Element): number {
    return element.getBoundingClientRect()[side] - first.getBoundingClientRect().top;
  }

  #keep(): void {
    const held = this.#held;
    const [first] = this.#parts();
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    // At the very beginning it is the beginning that is read.
    if (held?.element.isConnected === true && first !== undefined && scrollTop > 0) {
      const moved = this.#place(held.element, held.side, first) - held.at;
      const still = Math.abs(scrollTop - held.scrolled) < 1;
      // At the end of a list that has become shorter the engine has scrolled back already. Who else scrolled meant it so.
      const ended = scrollTop + clientHeight >= scrollHeight - 1 && scrollTop < held.scrolled;
      if (Math.abs(moved) >= NOTHING && (still || ended)) this.#scroller.scrollTop = held.scrolled + moved;
    }
    this.note();
  }
}
