/** Where releases stand: what is asked of the Rust side, and what a person says of it. */
import type { Job } from './backend';
import type {
  CodersAgreement,
  ComparedTopics,
  PositionRef,
  PositionsCell,
  PositionsMatrix,
  PositionsUpdated,
  Progress,
  ToldPosition,
} from './types';

export interface Positions {
  /** The matrix of a series. */
  matrix(series: number): Promise<PositionsMatrix>;
  /** What a release says on a topic, against the mention before. */
  cell(release: number, topic: string): Promise<PositionsCell>;
  /** What a comparison is about: of its rows and changes, by their places in it. */
  compared(older: number, newer: number): Promise<ComparedTopics>;
  /** Says that a position is as it was found. */
  confirm(position: PositionRef): Promise<void>;
  /** Says what a position is instead. */
  change(position: PositionRef, told: ToldPosition): Promise<void>;
  /** Says that there is no such position. */
  remove(position: PositionRef): Promise<void>;
  /** Adds a position that was not found. */
  add(release: number, told: ToldPosition): Promise<void>;
  /** Takes back what was said of a position. */
  restore(hand: number): Promise<void>;
  /** Of how many releases of the archive the positions are stale. */
  stale(): Promise<number>;
  /** Lets the person choose what a colleague coded and compares both people's coding of a series; `null` when they chose none. */
  agreement(series: number, onlyWorkedOn: boolean): Promise<CodersAgreement | null>;
  /** Brings the positions of a series up to date, or of all. */
  recompute(series: number | null, onProgress: (progress: Progress) => void): Job<PositionsUpdated>;
}
