/**
 * Topics and acts of a comparison laid over its rows and its list of changes: what each is about, which acts turned into
 * which, and the order by topic.
 */
import type {
  ChangeNote,
  ChangePosition,
  ComparedTopics,
  PlacedAct,
  Relation,
  Row,
  TopicName,
} from '../ipc/types';
import type { Listed } from './reader.svelte';

/** The topic of a change, by its place among the comparison's topics; `null` where it is about none. */
export function topicOf(said: ComparedTopics, { index, row }: Listed): number | null {
  // A passage that came, went or moved is about what its row is about.
  return (index < 0 ? said.rows[row]?.topics[0] : said.changes[index]?.topic) ?? null;
}

/** The acts a change touches; `null` where it is no change of act or they are not known. */
export function actsOf(said: ComparedTopics | null, { index, note }: Listed): ChangePosition | null {
  if (said === null || index < 0 || note.class !== 'act') return null;
  const found = said.changes[index];
  return found === undefined || found.older === null || found.newer === null || found.relation === null
    ? null
    : found;
}

/** What a row is about by its index, the topic of its leading position first. */
export function topicsOfRow(said: ComparedTopics | null, row: number): readonly TopicName[] {
  return (said?.rows[row]?.topics ?? []).flatMap((place) => said?.topics[place] ?? []);
}

/** An act that another one took the place of. */
export interface Shift {
  readonly older: PlacedAct;
  readonly newer: PlacedAct;
  readonly relation: Relation;
}

/** How many shifts a caption has room for. */
const SHIFTS = 2;

/** The first shifts among the changes of a row, each once, and the changes they stand for. */
export function shiftsOf(
  said: ComparedTopics | null,
  row: Row,
  changes: readonly ChangeNote[],
): { readonly shifts: readonly Shift[]; readonly told: ReadonlySet<number> } {
  const shifts: Shift[] = [];
  const told = new Set<number>();
  for (const index of row.changes) {
    const found = changes[index]?.class === 'act' ? said?.changes[index] : undefined;
    if (found === undefined || found.older === null || found.newer === null || found.relation === null)
      continue;
    const { older, newer, relation } = found;
    const known = shifts.some(
      (one) => one.older.from === older.from && one.newer.from === newer.from && one.newer.act === newer.act,
    );
    if (!known && shifts.length === SHIFTS) continue;
    if (!known) shifts.push({ older, newer, relation });
    told.add(index);
  }
  return { shifts, told };
}

/** Changes that are about one topic, or with `null` about none. */
export interface TopicGroup {
  readonly topic: TopicName | null;
  readonly list: readonly Listed[];
}

/**
 * Changes by topic: the topic with the weightiest change first, of equal ones that which comes first in the codebook, those
 * about no topic last. Within a topic they keep their order.
 */
export function byTopic(said: ComparedTopics, list: readonly Listed[]): TopicGroup[] {
  const places = [...said.topics.keys(), null];
  const groups = places.flatMap((place): TopicGroup[] => {
    const own = list.filter((listed) => topicOf(said, listed) === place);
    return own.length === 0
      ? []
      : [{ topic: place === null ? null : (said.topics[place] ?? null), list: own }];
  });
  const weight = ({ topic, list: own }: TopicGroup): number =>
    topic === null ? -1 : Math.max(...own.map(({ note }) => note.weight));
  return groups.sort((a, b) => weight(b) - weight(a));
}
