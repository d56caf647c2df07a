/** Positions over Tauri. */
import type { Positions } from '../positions';
import type { PositionsUpdated } from '../types';
import { call, startJob } from './call';

export const positions: Positions = {
  matrix: (series) => call('positions_matrix', { series }),
  cell: (release, topic) => call('positions_cell', { release, topic }),
  compared: (older, newer) => call('compared_topics', { older, newer }),
  confirm: (position) => call('confirm_position', { position }),
  change: (position, told) => call('change_position', { position, told }),
  remove: (position) => call('remove_position', { position }),
  add: (release, told) => call('add_position', { release, told }),
  restore: (hand) => call('restore_position', { hand }),
  stale: () => call('stale_positions'),
  agreement: (series, onlyWorkedOn) => call('coders_agreement', { series, onlyWorkedOn }),
  recompute: (series, onProgress) =>
    startJob(onProgress, (job, channel) =>
      call<PositionsUpdated | null>('recompute_positions', { series, job, onProgress: channel }),
    ),
};
