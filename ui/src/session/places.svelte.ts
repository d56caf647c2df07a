/** Where the person is: the screen in view, what it was asked to show, and the way back. Not for what a screen keeps itself. */

/** The screens of the window. */
export const SCREENS = [
  'library',
  'compare',
  'release',
  'positions',
  'timeline',
  'topics',
  'search',
  'import',
  'settings',
  'about',
  'help',
] as const;
export type Screen = (typeof SCREENS)[number];

/** A place in a release, to be brought into sight and marked. */
export interface Passage {
  readonly release: number;
  /** From 0. */
  readonly paragraph: number;
  /** The words meant, in UTF-16 units of the paragraph; the whole paragraph where there are none. */
  readonly words?: { readonly from: number; readonly to: number };
}

export interface Place {
  readonly screen: Screen;
  /** What the screen was asked to show; `null` leaves it as the person left it. */
  readonly passage: Passage | null;
  /** The topic a screen about topics is asked for. */
  readonly topic: string | null;
  /** The release a screen is asked for, where no passage of one is. */
  readonly release?: number | undefined;
}

/** What a screen may be asked to show. */
export interface Asked {
  passage?: Passage;
  topic?: string;
  release?: number;
}

/** How many places the way back remembers. */
const REMEMBERED = 50;

export class Places {
  /** Where the person is. A new object for each visit, so that going to the same place is a visit again. */
  now = $state.raw<Place>({ screen: 'compare', passage: null, topic: null });

  /** The topic that was shown last of each series. */
  #topics: Record<number, string> = {};

  #before = $state.raw<readonly Place[]>([]);

  get canGoBack(): boolean {
    return this.#before.length > 0;
  }

  go(screen: Screen, asked: Asked = {}): void {
    const { passage = null, topic = null, release } = asked;
    const next: Place = { screen, passage, topic, release };
    const same =
      next.screen === this.now.screen && passage === null && topic === null && release === undefined;
    if (same) return;
    this.#before = [...this.#before, this.now].slice(-REMEMBERED);
    this.now = next;
  }

  back(): void {
    const last = this.#before.at(-1);
    if (last === undefined) return;
    this.#before = this.#before.slice(0, -1);
    this.now = { ...last };
  }

  /** The topic a series is shown by where none is asked for: the one it was shown by last. */
  topicOf(series: number): string | null {
    return this.now.topic ?? this.#topics[series] ?? null;
  }

  /** Keeps which topic a series is shown by. */
  keepTopic(series: number, topic: string): void {
    this.#topics[series] = topic;
  }

  /** Starts at a screen, with no way back from it. */
  begin(screen: Screen): void {
    this.#before = [];
    this.#topics = {};
    this.now = { screen, passage: null, topic: null };
  }
}

/** The screen a name stands for; `null` for one this version does not have. */
export function screenNamed(name: string | null): Screen | null {
  return SCREENS.find((screen) => screen === name) ?? null;
}
