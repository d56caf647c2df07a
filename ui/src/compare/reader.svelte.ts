/** How a comparison is being read: the view, what is shown of it, and the change at hand. */
import { SvelteSet } from 'svelte/reactivity';
import type { ChangeNote, Class, ComparedTopics, Moved, Row } from '../ipc/types';
import { arrange, isShown, type Item } from './arrange';
import { isCosmetic } from './classes';
import type { Comparison } from './comparison.svelte';
import type { Counted } from './kinds';
import { byTopic, topicsOfRow } from './said';

export type Mode = 'side' | 'inline' | 'changes';
const MODES: readonly Mode[] = ['side', 'inline', 'changes'];

/** The view that the settings name; side by side where they name none. */
export function modeNamed(name: string | null): Mode {
  return MODES.find((mode) => mode === name) ?? 'side';
}

export type Sort = 'topic' | 'weight' | 'reading';

/** A paragraph of one side, by which a passage is found again. */
export interface Passage {
  readonly side: 'older' | 'newer';
  /** From 0. */
  readonly number: number;
}

/** A change with its place. */
export interface Listed {
  /** Its index in the comparison's list; for a passage that moved, came or went, -1 less its row. */
  readonly index: number;
  readonly note: ChangeNote;
  /** By which what a person said of it is found. */
  readonly key: string;
  /** Where the passage went, if that is the change. */
  readonly moved: Moved | null;
  /** The row it stands in; -1 while that row has not arrived. */
  readonly row: number;
}

/** How much weighs a passage that came, went or moved, where the comparison has no change of its own for it. */
const WHOLE: Record<'added' | 'dropped' | 'moved', number> = { added: 0.6, dropped: 0.6, moved: 0.45 };

/** What happened to a passage as a whole and is not among the changes: it came, it went, it moved. */
function wholePassages(
  row: Row,
  index: number,
  changes: readonly ChangeNote[],
  backwards: boolean,
): Listed[] {
  const has = (of: Class): boolean => row.changes.some((change) => changes[change]?.class === of);
  const text = (side: Row['older']): string =>
    side.flatMap((one) => one.runs.map((run) => run.text)).join('');
  const places = [row.older, row.newer].map((side) => side[0]?.number ?? 'none');
  if (backwards) places.reverse();
  const entry = (of: Class, weight: number, words: boolean): Listed => ({
    index: -1 - index,
    key: `passage-${places.join('-')}`,
    row: index,
    moved: row.moved,
    note: {
      class: of,
      weight,
      older_paragraph: row.older[0]?.number ?? null,
      newer_paragraph: row.newer[0]?.number ?? null,
      older_text: words ? text(row.older) : '',
      newer_text: words ? text(row.newer) : '',
    },
  });
  if (row.kind === 'added' && !has('added')) return [entry('added', WHOLE.added, true)];
  if (row.kind === 'dropped' && !has('dropped')) return [entry('dropped', WHOLE.dropped, true)];
  return row.moved === null ? [] : [entry('order', WHOLE.moved, false)];
}

export class Reader {
  /** The view chosen. */
  mode = $state<Mode>('side');
  /** Whether the window is too narrow for two columns. */
  narrow = $state(false);
  /** The order that was chosen; by topic while no topic is known is by weight. */
  sort = $state<Sort>('topic');
  /** Whether differences of spelling are shown. */
  spelling = $state(false);
  /** The change at hand, by its index in the comparison's list. */
  change = $state<number | null>(null);
  /** The row at hand. */
  row = $state<number | null>(null);
  /** Grows with each jump, so that a jump to the same place is a jump again. */
  jumps = $state(0);

  readonly filter = new SvelteSet<Counted>();
  /** The classes of change to show; empty shows all. */
  readonly classes = new SvelteSet<string>();
  /** The topics to show, by their numbers in the codebook; empty shows all. */
  readonly topics = new SvelteSet<string>();
  /** Topics and acts of the comparison; `null` until they are known. */
  said = $state.raw<ComparedTopics | null>(null);
  /** What the rows tell of it; `null` until they do. */
  overRows = $state.raw<ComparedTopics | null>(null);
  /** The row whose links are being looked at; `null` while none is. */
  linking = $state<number | null>(null);
  /** The row whose passage is looked at in more statements; `null` while none is. */
  stripped = $state<number | null>(null);
  readonly opened = new SvelteSet<number>();

  readonly #comparison: Comparison;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  /** Whether the changes stand by topic. */
  get byTopic(): boolean {
    return this.sort === 'topic' && this.said !== null && this.said.topics.length > 0;
  }

  /** The view in force. */
  get shownMode(): Mode {
    return this.mode === 'side' && this.narrow ? 'inline' : this.mode;
  }

  /** What the filters of class and topic leave of the rows; `null` while both are off. */
  readonly only: ((row: Row, index: number) => boolean) | null = $derived.by(() => {
    if (this.classes.size === 0 && this.topics.size === 0) return null;
    const changes = this.#comparison.loaded?.changes ?? [];
    const [classes, topics] = [[...this.classes], [...this.topics]];
    const { said } = this;
    return (row, index) => {
      const own: (string | undefined)[] = [row.kind, ...row.changes.map((change) => changes[change]?.class)];
      const classed = classes.length === 0 || classes.some((of) => own.includes(of));
      return (
        classed && (topics.length === 0 || topicsOfRow(said, index).some(({ id }) => topics.includes(id)))
      );
    };
  });

  readonly items: Item[] = $derived.by(() => arrange(this.#comparison.rows, this));

  /** The row of each change. */
  readonly #rowOf: ReadonlyMap<number, number> = $derived.by(() => {
    // A value of its own each time, so it need not be reactive inside.
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    const found = new Map<number, number>();
    for (const [index, row] of this.#comparison.rows.entries()) {
      for (const change of row.changes) found.set(change, index);
    }
    return found;
  });

  /** The changes to go through, in the order of the list. */
  readonly list: readonly Listed[] = $derived.by(() => {
    const rows = this.#comparison.rows;
    const { loaded } = this.#comparison;
    const changes = loaded?.changes ?? [];
    const backwards = loaded?.backwards ?? false;
    const noted = changes.map((note, index): Listed => ({
      index,
      note,
      key: loaded?.keys[index] ?? '',
      moved: null,
      row: this.#rowOf.get(index) ?? -1,
    }));
    const listed = [
      ...noted,
      ...rows.flatMap((row, index) => wholePassages(row, index, changes, backwards)),
    ].filter(({ note, row }) => {
      if (isCosmetic(note.class) && !this.spelling) return false;
      if (this.classes.size > 0 && !this.classes.has(note.class)) return false;
      const standing = rows[row];
      if (this.filter.size === 0 && this.only === null) return true;
      return standing !== undefined && isShown(standing, row, this);
    });
    // A row still to come is the last in reading.
    const place = ({ row }: Listed): number => (row < 0 ? Number.MAX_SAFE_INTEGER : row);
    const reading = (a: Listed, b: Listed): number => place(a) - place(b) || a.index - b.index;
    listed.sort((a, b) =>
      this.sort === 'reading' ? reading(a, b) : b.note.weight - a.note.weight || reading(a, b),
    );
    const { said } = this;
    return this.byTopic && said !== null ? byTopic(said, listed).flatMap((group) => group.list) : listed;
  });

  /** The place of the change at hand in the list, from 0; -1 when none is. */
  readonly position: number = $derived(this.list.findIndex(({ index }) => index === this.change));

  /** Forgets what belongs to one comparison. */
  reset(): void {
    this.said = null;
    this.overRows = null;
    this.change = null;
    this.row = null;
    this.linking = null;
    this.stripped = null;
    this.showAll();
    this.opened.clear();
  }

  /** Takes every filter off. */
  showAll(): void {
    this.filter.clear();
    this.classes.clear();
    this.topics.clear();
  }

  /** Whether a filter is on. */
  get filtered(): boolean {
    return this.filter.size + this.classes.size + this.topics.size > 0;
  }

  /** The change at hand with its place; `null` when none is. */
  get current(): Listed | null {
    return this.list[this.position] ?? null;
  }

  select(index: number): void {
    this.change = index;
    this.row = index < 0 ? -1 - index : (this.#rowOf.get(index) ?? null);
    if (this.row !== null) this.reveal(this.row);
    this.jumps += 1;
  }

  /** Goes to the change at hand where its row was still to come, and has. */
  catchUp(): void {
    if (this.change !== null && this.row === null && this.#rowOf.has(this.change)) this.select(this.change);
  }

  /** Takes a row in hand, with the change in it that comes first in the list. */
  selectRow(row: number): void {
    this.row = row;
    this.change = this.list.find((one) => one.row === row)?.index ?? null;
  }

  /** The passage of the row at hand: the newer one, where there is one. */
  get passage(): Passage | null {
    const row = this.row === null ? undefined : this.#comparison.rows[this.row];
    for (const side of ['newer', 'older'] as const) {
      const number = row?.[side][0]?.number;
      if (number !== undefined) return { side, number };
    }
    return null;
  }

  /** Keeps a passage at hand when the rows are others than before. */
  hold(passage: Passage | null): void {
    if (passage === null) return;
    const row = this.#rowWith(passage.side, passage.number);
    if (row >= 0) this.selectRow(row);
  }

  #rowWith(side: 'older' | 'newer', paragraph: number): number {
    return this.#comparison.rows.findIndex((one) => one[side].some(({ number }) => number === paragraph));
  }

  /** Brings a paragraph of one side into sight. Says whether its row has arrived. */
  find(side: 'older' | 'newer', paragraph: number): boolean {
    const row = this.#rowWith(side, paragraph);
    if (row < 0) return false;
    if (this.mode === 'changes' && this.#comparison.rows[row]?.kind === 'same') this.mode = 'side';
    this.showAll();
    this.selectRow(row);
    this.reveal(row);
    this.jumps += 1;
    return true;
  }

  /** The next (+1) or previous (-1) change of the list. */
  go(by: 1 | -1): void {
    if (this.list.length === 0) return;
    const from = this.position < 0 ? (by === 1 ? -1 : this.list.length) : this.position;
    const to = Math.min(this.list.length - 1, Math.max(0, from + by));
    const next = this.list[to];
    if (next !== undefined) this.select(next.index);
  }

  toggleFilter(kind: Counted): void {
    if (!this.filter.delete(kind)) this.filter.add(kind);
  }

  toggleSpelling(): void {
    this.spelling = !this.spelling;
    if (!this.spelling) this.filter.delete('cosmetic');
  }

  toggleRun(first: number): void {
    if (!this.opened.delete(first)) this.opened.add(first);
  }

  /** Opens every run, or closes them all if all are open. */
  toggleAllRuns(): void {
    const runs = this.items.filter((item) => item.type === 'run');
    const all = runs.every((run) => run.open);
    for (const run of runs) {
      if (all) this.opened.delete(run.first);
      else this.opened.add(run.first);
    }
  }

  /** Opens the run a row is folded into, if it is. */
  reveal(row: number): void {
    for (const item of this.items) {
      if (item.type === 'run' && !item.open && row >= item.first && row < item.first + item.count) {
        this.opened.add(item.first);
      }
    }
  }
}
