/** What the Timeline asks of the Rust side. */
import type { FollowedFormula, Formulas, Timeline } from './types';

export interface TimelineCalls {
  /** A topic over a series; without one, the topic most spoken of. */
  read(series: number, topic: string | null): Promise<Timeline>;
  /** Makes a note at a paragraph, writes it anew, or takes it away where the text is blank; gives its number. */
  note(release: number, paragraph: number, note: number | null, text: string): Promise<number | null>;
  /** Follows a phrase through a series. */
  follow(series: number, phrase: string): Promise<FollowedFormula>;
  /** The phrases that are followed in a series, and those worth following. */
  formulas(series: number): Promise<Formulas>;
  /** Keeps the phrases that are followed. */
  keep(series: number, phrases: readonly string[]): Promise<string[]>;
}
