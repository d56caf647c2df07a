/** What lies over the screens and round them: the command box, the sheet of keys, the panes. Not for what a screen shows. */
import type { Session } from '../session/session.svelte';
import { reportOf } from '../session/session.svelte';

/** What may lie over the window; one at a time. */
export type Sheet = 'palette' | 'keys';

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex]:not([tabindex="-1"])';
const FIELD = 'input:not([type=checkbox]):not([type=radio]), textarea';

/** Whether an element is seen and can be reached. */
function isReachable(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

/** The panes of the window in the order of the frame; the screen as a whole where it names none. */
function panes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => isReachable(pane) && pane.querySelector('[data-pane]') === null,
  );
}

export class Frame {
  sheet = $state<Sheet | null>(null);
  /** Whether the focus is in a field, where the page undoes what was typed. */
  inField = $state(false);

  readonly #session: Session;
  /** Where the focus was in each pane. */
  readonly #left = new WeakMap<HTMLElement, HTMLElement>();

  constructor(session: Session) {
    this.#session = session;
  }

  open(sheet: Sheet): void {
    this.sheet = sheet;
  }

  close(): void {
    this.sheet = null;
  }

  /** Prints what is shown, by the system's dialog. */
  async print(): Promise<void> {
    // Not every web engine tells the page before the system prints it; what is laid out as it is needed must be there.
    dispatchEvent(new Event('beforeprint'));
    try {
      await this.#session.backend.frame.print();
    } catch (error) {
      this.#session.problem = reportOf(error);
    }
  }

  /** The focus has come to an element. */
  arrived(element: EventTarget | null): void {
    if (!(element instanceof HTMLElement)) return;
    // What is typed into the command box is not worth a menu of its own.
    this.inField = element.matches(FIELD) && element.closest('.palette') === null;
    const pane = element.closest<HTMLElement>('[data-pane]');
    if (pane !== null) this.#left.set(pane, element);
  }

  /** Takes the focus to the next (1) or previous (-1) pane, to where it was there. */
  nextPane(by: 1 | -1): void {
    const all = panes();
    const here = all.findIndex((pane) => pane.contains(document.activeElement));
    const from = here < 0 ? (by === 1 ? -1 : 0) : here;
    const pane = all[(from + by + all.length) % all.length];
    if (pane !== undefined) this.enter(pane);
  }

  /** Takes the focus into a pane: to where it was there, else to the first that can have it. */
  enter(pane: HTMLElement): void {
    const left = this.#left.get(pane);
    const known = left?.isConnected === true && isReachable(left) ? left : undefined;
    const first = pane.matches('[tabindex="0"]')
      ? pane
      : [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isReachable);
    (known ?? first ?? pane).focus({ preventScroll: known !== undefined });
  }

  /**
   * Where what had the focus is gone and nothing has it, it goes to the pane that held it, or to the screen: a person at the
   * keyboard is never left nowhere.
   */
  keepFocus(root: HTMLElement): () => void {
    let pane: HTMLElement | null = null;
    let last: Element | null = null;
    const onfocusin = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null;
      pane = last?.closest<HTMLElement>('[data-pane]') ?? null;
      this.arrived(target);
    };
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      // Whatever takes the focus on purpose does so in the same turn.
      queueMicrotask(() => {
        if (document.activeElement !== document.body) return;
        const main = root.querySelector<HTMLElement>('main');
        // The pane round all others has no place of its own to go to.
        if (pane?.isConnected === true && pane !== main) this.enter(pane);
        else main?.focus({ preventScroll: true });
      });
    });
    document.addEventListener('focusin', onfocusin);
    watch.observe(root, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onfocusin);
      watch.disconnect();
    };
  }
}
