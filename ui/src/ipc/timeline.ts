/** What the Timeline asks of the Rust side. */
import type {
  Act,
  Everywhere,
  EverywhereMentions,
  FollowedFormula,
  Formulas,
  PassageLineage,
  Timeline,
} from './types';

export interface TimelineCalls {
  /** A topic over a series; without one, the topic most spoken of. */
  read(series: number, topic: string | null): Promise<Timeline>;
  /** A topic over all series, named by the codebook of one. */
  everywhere(topic: string, series: number): Promise<Everywhere>;
  /** The mentions of a topic over all series in a period that perform an act: a page of their releases. */
  mentions(topic: string, period: string, act: Act, from: number): Promise<EverywhereMentions>;
  /** A passage through its series: some UTF-16 units of a paragraph (from 0), or with `null` all of it. */
  lineage(
    release: number,
    paragraph: number,
    words: readonly [from: number, to: number] | null,
  ): Promise<PassageLineage>;
  /** Follows a phrase through a series. */
  follow(series: number, phrase: string): Promise<FollowedFormula>;
  /** The phrases that are followed in a series, and those worth following. */
  formulas(series: number): Promise<Formulas>;
  /** Keeps the phrases that are followed. */
  keep(series: number, phrases: readonly string[]): Promise<string[]>;
}
