/** What a person says of a comparison: what is asked of the Rust side. Each is an act that can be undone. */
import type { KeptComparison, Marking, PairLink, Relinking, Review, Strip } from './types';

/** Two releases by the places they stand at. */
export interface PlacedPair {
  readonly older: number;
  readonly newer: number;
}

/** Links to be made or cut, with what the journal calls the passages of either side. */
export interface LinkOrder {
  readonly what: Relinking;
  readonly links: readonly PairLink[];
  readonly olderName: string;
  readonly newerName: string;
}

export interface ReviewCalls {
  /** Everything that was said of the comparison of two releases. */
  of(pair: PlacedPair): Promise<Review>;
  /** Says of a change that it is reviewed, or how much it weighs; `name` is what the journal calls it. */
  mark(pair: PlacedPair, part: string, name: string, marking: Marking): Promise<void>;
  /** Notes something about a change, or with `null` about the whole; gives the note's number. */
  note(pair: PlacedPair, part: string | null, name: string, text: string): Promise<number>;
  /** A paragraph, from 0, followed through up to so many releases on either side. */
  strip(release: number, paragraph: number, around: number): Promise<Strip>;
  /** Links passages by hand, takes them apart, or leaves them to the comparison again. */
  relink(pair: PlacedPair, order: LinkOrder): Promise<void>;
  /** The comparisons that have a name, the last one first. */
  kept(): Promise<KeptComparison[]>;
  /** Gives a comparison a name; `view` is how it is shown. Gives its number. */
  keep(pair: PlacedPair, name: string, view: string): Promise<number>;
  /** Takes a comparison's name away. */
  drop(kept: number): Promise<void>;
}
