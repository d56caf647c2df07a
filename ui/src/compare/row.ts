/** What a row of the comparison is given, in whichever view it stands. */
import type { ChangeNote, ComparedTopics, Release, Row } from '../ipc/types';

export interface RowProps {
  row: Row;
  index: number;
  older: Release;
  newer: Release;
  changes: readonly ChangeNote[];
  /** Topics and acts of the comparison; `null` until they are known. */
  said: ComparedTopics | null;
  spelling: boolean;
  selected: boolean;
  current: number | null;
  onselect: () => void;
  ondepart: () => void;
  onlink: () => void;
  onstrip: () => void;
}
