/** Searching over Tauri. */
import type { Finder } from '../finder';
import { call } from './call';

export const finder: Finder = {
  search: (asked) => call('search', { asked }),
  overview: (asked) => call('search_overview', { asked }),
  facets: () => call('search_facets'),
};
