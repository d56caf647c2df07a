/** The screens a person can go to from the rail, in its order. A screen that has none of its own in the rail is not listed. */
import type { Component } from 'svelte';
import Columns2 from '@lucide/svelte/icons/columns-2';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import Tags from '@lucide/svelte/icons/tags';
import FileUp from '@lucide/svelte/icons/file-up';
import Compare from '../compare/Compare.svelte';
import type { Icon } from '../controls/icon';
import Import from '../import/Import.svelte';
import { m } from '../paraglide/messages';
import Positions from '../positions/Positions.svelte';
import Timeline from '../timeline/Timeline.svelte';
import Topics from '../topics/Topics.svelte';
import type { Screen } from '../session/places.svelte';

export interface ScreenEntry {
  readonly id: Screen;
  readonly icon: Icon;
  readonly label: () => string;
  readonly component: Component;
  /** Whether it shows a series, and has nothing to show in an archive without one. */
  readonly needsSeries: boolean;
  /** Whether it stands in the rail; else other screens lead to it. */
  readonly listed: boolean;
}

export const ENTRIES: readonly ScreenEntry[] = [
  {
    id: 'compare',
    icon: Columns2,
    label: m.screen_compare,
    component: Compare,
    needsSeries: true,
    listed: true,
  },
  {
    id: 'positions',
    icon: Grid3x3,
    label: m.screen_positions,
    component: Positions,
    needsSeries: true,
    listed: true,
  },
  {
    id: 'timeline',
    icon: ChartSpline,
    label: m.screen_timeline,
    component: Timeline,
    needsSeries: true,
    listed: true,
  },
  {
    id: 'topics',
    icon: Tags,
    label: m.screen_topics,
    component: Topics,
    needsSeries: true,
    listed: true,
  },
  { id: 'import', icon: FileUp, label: m.screen_import, component: Import, needsSeries: false, listed: true },
];
