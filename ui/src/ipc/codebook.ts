/** What the Topics screen asks of the Rust side. */
import type { Job } from './backend';
import type { Codebook, CodebookOfSeries, CodebookReading, Keyword, LocalName, Progress } from './types';

export interface CodebookCalls {
  /** The codebook a series is read by; `null` until its positions were brought up to date. */
  ofSeries(series: number): Promise<CodebookOfSeries | null>;
  /** What a codebook that is being edited finds in a series, and of one topic where. */
  read(series: number, codebook: Codebook, topic: string | null): Promise<CodebookReading>;
  save(id: number, name: LocalName, codebook: Codebook): Promise<void>;
  /** Brings the positions of a series up to date; gives how many releases were read anew. */
  update(series: number, onProgress: (progress: Progress) => void): Job<number>;
  /** What is frequent and distinctive in a series and covered by no topic. */
  suggest(series: number, codebook: Codebook): Promise<Keyword[]>;
  /** Lets the person choose a codebook file; `null` when they chose none. */
  open(): Promise<Codebook | null>;
  /** Lets the person say where a codebook is to be saved; gives the path. */
  export(codebook: Codebook, name: string): Promise<string | null>;
}
