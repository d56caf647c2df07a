/**
 * Code of the window that comes after the first screen: when it is asked for, or once the person reads, whichever is first. What may
 * lie over the screens is listed here, the screens themselves in `screens.ts`.
 */
import type { Component } from 'svelte';

/** What a part gets that is opened from a button (`Opener.svelte`). */
export interface Opened extends Record<string, unknown> {
  /** The button, which becomes the part's own trigger. */
  readonly button: HTMLElement;
  /** Whether it was pressed before the part was there. */
  readonly opened: boolean;
}

/** A part of the window whose code is read late. */
export class Late<Props extends Record<string, unknown> = Record<string, never>> {
  readonly #code: () => Promise<{ readonly default: Component<Props> }>;
  /** The part, once its code has been read. */
  part = $state.raw<Component<Props> | null>(null);

  constructor(code: () => Promise<{ readonly default: Component<Props> }>) {
    this.#code = code;
  }

  /** Reads the code. Rejects when it cannot be read. */
  async read(): Promise<void> {
    this.part ??= (await this.#code()).default;
  }
}

export const archiveMenu = new Late(() => import('./ArchiveMenuItems.svelte'));
export const archiveSheet = new Late(() => import('../archive/ArchiveSheet.svelte'));
export const exportDialog = new Late(() => import('../export/ExportDialog.svelte'));
export const filterOptions = new Late(() => import('../controls/FilterOptions.svelte'));
export const journalDialog = new Late(() => import('../journal/JournalDialog.svelte'));
export const keysSheet = new Late(() => import('./KeysSheet.svelte'));
export const keptDialog = new Late(() => import('../compare/KeptDialog.svelte'));
export const lineageDialog = new Late(() => import('../lineage/LineageDialog.svelte'));
export const linkDialog = new Late(() => import('../compare/LinkDialog.svelte'));
export const openingDialog = new Late(() => import('../session/OpeningDialog.svelte'));
export const originFacts = new Late(() => import('../compare/OriginFacts.svelte'));
export const palette = new Late(() => import('./Palette.svelte'));
export const releaseList = new Late(() => import('../compare/ReleaseList.svelte'));
export const seriesMenu = new Late(() => import('./SeriesMenuItems.svelte'));
export const sortMenu = new Late(() => import('../compare/SortMenuItems.svelte'));
export const strip = new Late(() => import('../compare/Strip.svelte'));
export const themeMenu = new Late(() => import('./ThemeMenuItems.svelte'));
export const tips = new Late(() => import('../controls/Tips.svelte'));
export const welcome = new Late(() => import('../welcome/Welcome.svelte'));

/** All of them, in the order in which they are likely to be asked for. */
export const PARTS: readonly Pick<Late, 'read'>[] = [
  tips,
  releaseList,
  filterOptions,
  archiveMenu,
  sortMenu,
  strip,
  linkDialog,
  seriesMenu,
  originFacts,
  keptDialog,
  themeMenu,
  palette,
  exportDialog,
  archiveSheet,
  keysSheet,
  lineageDialog,
  journalDialog,
  openingDialog,
  welcome,
];
