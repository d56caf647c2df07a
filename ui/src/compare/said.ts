/**
 * Topics and acts of a comparison laid over its rows and its list of changes: what each is about, which acts turned into
 * which, and the order by topic.
 */
import type { ComparedTopics, Row, Shift, TopicName } from '../ipc/types';
import type { Listed } from './reader.svelte';

/** The topic of a change, by its place among the comparison's topics; `null` where it is about none. */
export function topicOf(said: ComparedTopics, { index, row }: Listed): number | null {
  // A passage that came, went or moved is about what its row is about.
  return (index < 0 ? said.rows[row]?.[0] : said.changes[index]?.topic) ?? null;
}

/** The acts a change leads from and to; `null` where it is no change of act or they are not known. */
export function shiftOf(said: ComparedTopics | null, { index }: Listed): Shift | null {
  return said?.changes[index]?.shift ?? null;
}

/** What a row is about by its index, the topic of its leading position first. */
export function topicsOfRow(said: ComparedTopics | null, row: number): readonly TopicName[] {
  return (said?.rows[row] ?? []).flatMap((place) => said?.topics[place] ?? []);
}

/** How many shifts a caption has room for. */
const SHIFTS = 2;

/** By which a shift is told from others of its row: where its acts stand, and what the newer is. */
export function nameOf({ older, newer }: Shift): string {
  return [older.paragraph, older.from, newer.paragraph, newer.from, newer.act].join(' ');
}

/** The first shifts among the changes of a row, each once, and the changes they stand for. */
export function shiftsOf(
  said: ComparedTopics | null,
  row: Row,
): { readonly shifts: readonly Shift[]; readonly told: ReadonlySet<number> } {
  const shifts: Shift[] = [];
  const told = new Set<number>();
  for (const index of row.changes) {
    const found = said?.changes[index]?.shift ?? null;
    if (found === null) continue;
    const known = shifts.some((one) => nameOf(one) === nameOf(found));
    if (!known && shifts.length === SHIFTS) continue;
    if (!known) shifts.push(found);
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
