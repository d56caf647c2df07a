/** The screens a person can go to from the rail, in its order. A screen that has none of its own in the rail is not listed. */
import type { Component } from 'svelte';
import BookOpen from '@lucide/icons/icons/book-open';
import ChartSpline from '@lucide/icons/icons/chart-spline';
import Columns2 from '@lucide/icons/icons/columns-2';
import FileUp from '@lucide/icons/icons/file-up';
import Grid3x3 from '@lucide/icons/icons/grid-3x3';
import CircleQuestionMark from '@lucide/icons/icons/circle-question-mark';
import Info from '@lucide/icons/icons/info';
import LibraryIcon from '@lucide/icons/icons/library';
import SettingsIcon from '@lucide/icons/icons/settings';
import Tags from '@lucide/icons/icons/tags';
import TextSearch from '@lucide/icons/icons/text-search';
import Compare from '../compare/Compare.svelte';
import type { Icon } from '../controls/icon';
import { m } from '../paraglide/messages';
import type { Screen } from '../session/places.svelte';
import { Late } from './late.svelte';

export interface ScreenEntry {
  readonly id: Screen;
  readonly icon: Icon;
  readonly label: () => string;
  /** Its code, which comes with the window or late. */
  readonly code: Component | Late;
  /** Whether it shows a series, and has nothing to show in an archive without one. */
  readonly needsSeries: boolean;
  /** Whether it stands in the rail; else other screens lead to it. */
  readonly listed: boolean;
  /** Whether it is laid out for paper; what the others show is exported. */
  readonly printed: boolean;
}

export const ENTRIES: readonly ScreenEntry[] = [
  {
    id: 'library',
    icon: LibraryIcon,
    label: m.library_title,
    code: new Late(() => import('../library/Library.svelte')),
    needsSeries: false,
    listed: true,
    printed: false,
  },
  {
    id: 'search',
    icon: TextSearch,
    label: m.screen_search,
    code: new Late(() => import('../search/Search.svelte')),
    needsSeries: false,
    listed: true,
    printed: false,
  },
  {
    id: 'compare',
    icon: Columns2,
    label: m.screen_compare,
    code: Compare,
    needsSeries: true,
    listed: true,
    printed: true,
  },
  {
    id: 'positions',
    icon: Grid3x3,
    label: m.screen_positions,
    code: new Late(() => import('../positions/Positions.svelte')),
    needsSeries: true,
    listed: true,
    printed: false,
  },
  {
    id: 'timeline',
    icon: ChartSpline,
    label: m.screen_timeline,
    code: new Late(() => import('../timeline/Timeline.svelte')),
    needsSeries: true,
    listed: true,
    printed: true,
  },
  {
    id: 'topics',
    icon: Tags,
    label: m.screen_topics,
    code: new Late(() => import('../topics/Topics.svelte')),
    needsSeries: true,
    listed: true,
    printed: false,
  },
  {
    id: 'import',
    icon: FileUp,
    label: m.screen_import,
    code: new Late(() => import('../import/Import.svelte')),
    needsSeries: false,
    listed: true,
    printed: false,
  },
  {
    id: 'settings',
    icon: SettingsIcon,
    label: m.screen_settings,
    code: new Late(() => import('../settings/SettingsScreen.svelte')),
    needsSeries: false,
    listed: true,
    printed: false,
  },
  {
    id: 'release',
    icon: BookOpen,
    label: m.screen_release,
    code: new Late(() => import('../release/ReleaseScreen.svelte')),
    needsSeries: false,
    listed: false,
    printed: true,
  },
  {
    id: 'help',
    icon: CircleQuestionMark,
    label: m.screen_help,
    code: new Late(() => import('../help/Help.svelte')),
    needsSeries: false,
    listed: false,
    printed: true,
  },
  {
    id: 'about',
    icon: Info,
    label: m.screen_about,
    code: new Late(() => import('../about/About.svelte')),
    needsSeries: false,
    listed: false,
    printed: false,
  },
];

/** The screen, where its code has been read. */
export function screenOf({ code }: ScreenEntry): Component | null {
  return code instanceof Late ? code.part : code;
}

/** Reads the code of a screen. Rejects when it cannot be read. */
export async function readScreen({ code }: ScreenEntry): Promise<void> {
  if (code instanceof Late) await code.read();
}
