/** Archives as files: making and opening them, copies, checks, and bringing one into another. */
import type { Job } from './backend';
import type {
  ArchiveInfo,
  ArchiveStanding,
  BackupShown,
  CheckShown,
  CopySeen,
  LookedAfter,
  MergeSeen,
  Progress,
  RestoredShown,
  SalvagedShown,
  SeriesFile,
} from './types';

type OnProgress = (progress: Progress) => void;

/** Where the person chooses a file and chooses none, the answer is `null`, as when a job was called off. */
export interface ArchiveCalls {
  /** What is to be known of the open archive as a file, and which ones were open before. */
  standing(): Promise<ArchiveStanding>;
  /** Makes an empty archive where the person says, and opens it. */
  create(name: string): Promise<ArchiveInfo | null>;
  /** Opens one of those that were open before. */
  openRecent(path: string): Promise<ArchiveInfo>;
  /** Opens one in a window of its own: one that was open before, or with `null` one the person chooses. */
  openInWindow(path: string | null): Promise<boolean>;
  /** Copies the archive: to a place the person chooses, or with `null` to the daily copies. */
  backUp(name: string | null, onProgress: OnProgress): Job<BackupShown>;
  /** The daily copies of the open archive, or of the damaged one at this path. */
  backups(archive: string | null): Promise<BackupShown[]>;
  /** Looks into a copy: one that is listed, or with `null` one the person chooses. */
  lookInto(path: string | null): Promise<CopySeen | null>;
  /** Puts a copy in the place of the open archive, or of the damaged one at this path. */
  restore(copy: string, archive: string | null, onProgress: OnProgress): Job<RestoredShown>;
  /** Looks whether everything is as it was stored. */
  check(onProgress: OnProgress): Job<CheckShown>;
  /** Checks the archive that was just opened, and makes the copy that is due. */
  lookAfter(onProgress: OnProgress): Job<LookedAfter>;
  /** Saves what is left of a damaged archive, or with `null` of one the person chooses, in a new one. */
  salvage(damaged: string | null, name: string, onProgress: OnProgress): Job<SalvagedShown>;
  /** Looks at what bringing in another archive would do: one of the Import list, or with `null` one the person chooses. */
  lookAtMerge(item: number | null, onProgress: OnProgress): Job<MergeSeen>;
  /** Brings in an archive that was looked at. */
  merge(path: string, onProgress: OnProgress): Job<MergeSeen>;
  /** Writes a series to a file of its own. */
  exportSeries(series: number, name: string, onProgress: OnProgress): Job<SeriesFile>;
}
