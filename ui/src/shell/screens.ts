/** The screens a person can go to from the rail, in its order. A screen that has none of its own in the rail is not listed. */
import type { Component } from 'svelte';
import BookOpen from '@lucide/svelte/icons/book-open';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import Columns2 from '@lucide/svelte/icons/columns-2';
import FileUp from '@lucide/svelte/icons/file-up';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Info from '@lucide/svelte/icons/info';
import LibraryIcon from '@lucide/svelte/icons/library';
import SettingsIcon from '@lucide/svelte/icons/settings';
import Tags from '@lucide/svelte/icons/tags';
import TextSearch from '@lucide/svelte/icons/text-search';
import About from '../about/About.svelte';
import Compare from '../compare/Compare.svelte';
import type { Icon } from '../controls/icon';
import Help from '../help/Help.svelte';
import Import from '../import/Import.svelte';
import Library from '../library/Library.svelte';
import { m } from '../paraglide/messages';
import Positions from '../positions/Positions.svelte';
import ReleaseScreen from '../release/ReleaseScreen.svelte';
import Search from '../search/Search.svelte';
import type { Screen } from '../session/places.svelte';
import SettingsScreen from '../settings/SettingsScreen.svelte';
import Timeline from '../timeline/Timeline.svelte';
import Topics from '../topics/Topics.svelte';

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
    id: 'library',
    icon: LibraryIcon,
    label: m.library_title,
    component: Library,
    needsSeries: false,
    listed: true,
  },
  {
    id: 'search',
    icon: TextSearch,
    label: m.screen_search,
    component: Search,
    needsSeries: false,
    listed: true,
  },
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
  { id: 'topics', icon: Tags, label: m.screen_topics, component: Topics, needsSeries: true, listed: true },
  { id: 'import', icon: FileUp, label: m.screen_import, component: Import, needsSeries: false, listed: true },
  {
    id: 'settings',
    icon: SettingsIcon,
    label: m.screen_settings,
    component: SettingsScreen,
    needsSeries: false,
    listed: true,
  },
  {
    id: 'release',
    icon: BookOpen,
    label: m.screen_release,
    component: ReleaseScreen,
    needsSeries: false,
    listed: false,
  },
  {
    id: 'help',
    icon: CircleQuestionMark,
    label: m.screen_help,
    component: Help,
    needsSeries: false,
    listed: false,
  },
  { id: 'about', icon: Info, label: m.screen_about, component: About, needsSeries: false, listed: false },
];
