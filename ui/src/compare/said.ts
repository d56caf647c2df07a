/** Topics and acts of a comparison laid over its list of changes: what each change is about, and the order by topic. */
import type { ChangePosition, ComparedTopics, TopicName } from '../ipc/types';
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
