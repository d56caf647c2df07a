/** What a row of the comparison is given, in whichever view it stands. */
import type { ChangeNote, Release, Row } from '../ipc/types';

export interface RowProps {
  row: Row;
  index: number;
  older: Release;
  newer: Release;
  changes: readonly ChangeNote[];
  spelling: boolean;
  selected: boolean;
  current: number | null;
  onselect: () => void;
  ondepart: () => void;
  onlink: () => void;
  onstrip: () => void;
}
