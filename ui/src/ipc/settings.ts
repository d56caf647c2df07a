/** The settings of a person who has chosen nothing yet: the defaults of `src-tauri/src/settings.rs`. */
import type { Settings } from './types';

export const UNCHOSEN: Settings = {
  language: null,
  theme: 'system',
  last_view: null,
  screen: null,
  topic: null,
  numerals: 'latin',
  months: 'levantine',
  hijri: false,
  text_size: 'medium',
  text_width: 'medium',
  searches: [],
  letter_keys: true,
  top: 0,
  view: null,
  inspecting: null,
  inspector_width: null,
  daily_backups: true,
  backups_kept: 14,
  look_for_releases: false,
  export: {
    format: 'docx',
    labels: null,
    unchanged: false,
    notes: true,
    sources: true,
    changes: true,
    chart: true,
  },
};
