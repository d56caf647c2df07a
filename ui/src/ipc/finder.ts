/** Searching the open archive: what is asked of the Rust side. */
import type { HitsPage, Overview, SearchAsked, SearchFacets } from './types';

export interface Finder {
  /** A page of hits with the words around them. */
  search(asked: SearchAsked): Promise<HitsPage>;
  /** Where and in which forms it is found, over all hits. */
  overview(asked: SearchAsked): Promise<Overview>;
  /** The topics and acts a search can be held to. */
  facets(): Promise<SearchFacets>;
}
