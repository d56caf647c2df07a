/** What the paragraphs of a pair speak of, as their positions say. */
import type { Positions } from '../ipc/positions';
import type { ReleasePosition, TopicName } from '../ipc/types';
import type { PassageTopics } from './reader.svelte';

function byParagraph(positions: readonly ReleasePosition[]): ReadonlyMap<number, readonly TopicName[]> {
  const found = new Map<number, TopicName[]>();
  for (const { position, topic } of positions) {
    const known = found.get(position.paragraph) ?? [];
    if (!known.some(({ id }) => id === topic.id)) found.set(position.paragraph, [...known, topic]);
  }
  return found;
}

/** The topics of the paragraphs of two releases; none where their positions can't be read, which the Positions screen tells. */
export async function topicsOfPair(
  positions: Positions,
  older: number,
  newer: number,
): Promise<PassageTopics> {
  try {
    const [first, second] = await Promise.all([positions.ofRelease(older), positions.ofRelease(newer)]);
    return { older: byParagraph(first), newer: byParagraph(second) };
  } catch {
    return { older: new Map(), newer: new Map() };
  }
}
