/** What the Topics screen asks of the Rust side. */
import type {
  Codebook,
  CodebookOfSeries,
  CodebookReading,
  Keyword,
  Lang,
  LocalName,
  OwnLexicon,
  OwnRow,
} from './types';

export interface CodebookCalls {
  /** The codebook a series is read by; `null` until its positions were brought up to date. */
  ofSeries(series: number): Promise<CodebookOfSeries | null>;
  /** What a codebook that is being edited finds in a series, and of one topic where. */
  read(series: number, codebook: Codebook, topic: string | null): Promise<CodebookReading>;
  save(id: number, name: LocalName, codebook: Codebook): Promise<void>;
  /** What is frequent and distinctive in a series and covered by no topic. */
  suggest(series: number, codebook: Codebook): Promise<Keyword[]>;
  /** Lets the person choose a codebook file; `null` when they chose none. */
  open(): Promise<Codebook | null>;
  /** Lets the person say where a codebook is to be saved; gives the path. */
  export(codebook: Codebook, name: string): Promise<string | null>;
  /** The archive's own words of position. */
  lexicon(): Promise<OwnLexicon>;
  /** Stores them, all, in place of those it had. */
  saveLexicon(lexicon: OwnLexicon): Promise<void>;
  /** Lets the person choose a lexicon file; `null` when they chose none. */
  openLexicon(lang: Lang): Promise<OwnRow[] | null>;
  /** Lets the person say where rows are to be saved as a file; gives the path. */
  exportLexicon(lang: Lang, rows: readonly OwnRow[]): Promise<string | null>;
}
