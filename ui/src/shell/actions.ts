/**
 * What a person does from anywhere in the window: one list for the keys, the command box, the sheet of keys and the native
 * menu. Not for what belongs to one screen, which listens for its own letters.
 */
import type { Chord } from '../controls/keycaps';
import type { TextSize, Theme } from '../ipc/types';
import { wordAct } from '../journal/words';
import { m } from '../paraglide/messages';
import type { Session } from '../session/session.svelte';
import { language } from '../words/language.svelte';
import { pieces } from '../words/phrase';
import type { Frame } from './frame.svelte';
import { ENTRIES } from './screens';

/** The menu an action stands in. */
export type Group = 'file' | 'edit' | 'view' | 'go' | 'help';

export interface Action {
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  readonly keys?: Chord;
  /** Whether it can be done now. */
  readonly enabled?: boolean;
  /** Whether it is chosen, for one of several that exclude each other. */
  readonly checked?: boolean;
  /** Begins a new part of its menu. */
  readonly parted?: boolean;
  /** Whether the page does it by itself in a field: undoing what was typed. */
  readonly inFields?: string;
  readonly run: () => void;
}

const SIZES: readonly TextSize[] = ['small', 'medium', 'large', 'huge'];

/** A message with names in it, as plain text. */
function plain(message: string): string {
  return pieces(message)
    .map(({ text }) => text)
    .join('');
}

/** Everything that can be done from anywhere, in the order of the menus. */
export function actionsOf(session: Session, frame: Frame): Action[] {
  const { journal, settings } = session;
  const { nextUndo, nextRedo } = journal;
  const screen = session.places.now.screen;
  const inArchive = session.archive !== null;
  const size = SIZES.indexOf(settings.text_size);
  const resize = (by: number): void => {
    const next = SIZES[size + by];
    if (next !== undefined) session.change({ text_size: next });
  };
  const theme = (to: Theme, label: string, parted = false): Action => ({
    id: `theme-${to}`,
    group: 'view',
    label,
    checked: session.theme === to,
    parted,
    run: () => session.setTheme(to),
  });
  return [
    {
      id: 'import',
      group: 'file',
      label: m.action_import(),
      keys: { code: 'KeyI', mod: true },
      enabled: inArchive,
      run: () => session.go('import'),
    },
    {
      id: 'export',
      group: 'file',
      label: m.export_title(),
      keys: { code: 'KeyE', mod: true },
      enabled: inArchive,
      run: () => void session.exporting.open(),
    },
    {
      id: 'new-archive',
      group: 'file',
      label: m.archive_new(),
      parted: true,
      run: () => void session.keeping.create(m.archive_new_name()),
    },
    {
      id: 'open-archive',
      group: 'file',
      label: m.archive_open_another(),
      keys: { code: 'KeyO', mod: true },
      run: () => void session.chooseArchive(),
    },
    {
      id: 'open-sample',
      group: 'file',
      label: m.archive_sample(),
      enabled: session.archive?.sample !== true,
      run: () => void session.openSample(),
    },
    {
      id: 'open-window',
      group: 'file',
      label: m.archive_open_window(),
      run: () => void session.keeping.openInWindow(null),
    },
    // The sample archive has an entry of its own.
    ...(session.keeping.standing?.recent ?? [])
      .filter(({ sample }) => !sample)
      .slice(0, 5)
      .map(({ name, path }, at): Action => ({
        id: `open-recent-${at}`,
        group: 'file',
        label: plain(m.archive_open_label({ name })),
        run: () => void session.keeping.openRecent(path),
      })),
    {
      id: 'archive-sheet',
      group: 'file',
      label: m.archive_sheet_open(),
      parted: true,
      run: () => void session.keeping.show(),
    },
    {
      id: 'print',
      group: 'file',
      label: m.action_print(),
      keys: { code: 'KeyP', mod: true },
      enabled: inArchive && ENTRIES.some(({ id, printed }) => printed && id === screen),
      parted: true,
      run: () => void frame.print(),
    },
    {
      id: 'undo',
      group: 'edit',
      label:
        nextUndo === null
          ? m.journal_undo()
          : plain(m.journal_undo_act({ act: wordAct(nextUndo, language.current) })),
      keys: { code: 'KeyZ', mod: true },
      enabled: nextUndo !== null || frame.inField,
      inFields: 'undo',
      run: () => void journal.undo(),
    },
    {
      id: 'redo',
      group: 'edit',
      label:
        nextRedo === null
          ? m.journal_redo()
          : plain(m.journal_redo_act({ act: wordAct(nextRedo, language.current) })),
      keys: { code: 'KeyZ', mod: true, shift: true },
      enabled: nextRedo !== null || frame.inField,
      inFields: 'redo',
      run: () => void journal.redo(),
    },
    {
      id: 'history',
      group: 'edit',
      label: m.journal_title(),
      enabled: inArchive,
      run: () => (journal.open = true),
    },
    {
      id: 'find',
      group: 'edit',
      label: m.action_find(),
      keys: { code: 'KeyF', mod: true, shift: true },
      enabled: inArchive,
      parted: true,
      run: () => session.go('search'),
    },
    {
      id: 'settings',
      group: 'edit',
      label: m.screen_settings(),
      keys: { code: 'Comma', mod: true },
      enabled: inArchive,
      parted: true,
      run: () => session.go('settings'),
    },
    {
      id: 'language',
      group: 'view',
      label: m.action_language({ name: m.language_to_other() }),
      run: () => session.setLanguage(language.other),
    },
    theme('system', m.action_theme_system(), true),
    theme('light', m.action_theme_light()),
    theme('dark', m.action_theme_dark()),
    {
      id: 'larger',
      group: 'view',
      label: m.action_larger(),
      keys: { code: 'Equal', mod: true },
      enabled: size < SIZES.length - 1,
      parted: true,
      run: () => resize(1),
    },
    {
      id: 'smaller',
      group: 'view',
      label: m.action_smaller(),
      keys: { code: 'Minus', mod: true },
      enabled: size > 0,
      run: () => resize(-1),
    },
    {
      id: 'palette',
      group: 'go',
      label: m.palette_title(),
      keys: { code: 'KeyK', mod: true },
      enabled: inArchive,
      run: () => frame.open('palette'),
    },
    ...ENTRIES.filter((entry) => entry.listed && entry.id !== 'import' && entry.id !== 'settings').map(
      (entry, at): Action => ({
        id: `go-${entry.id}`,
        group: 'go',
        label: entry.label(),
        keys: { code: `Digit${at + 1}`, mod: true },
        enabled: inArchive,
        checked: screen === entry.id,
        parted: at === 0,
        run: () => session.go(entry.id),
      }),
    ),
    {
      id: 'back',
      group: 'go',
      label: m.action_back(),
      keys: { code: language.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft', alt: true },
      enabled: session.places.canGoBack,
      parted: true,
      run: () => session.back(),
    },
    {
      id: 'pane',
      group: 'go',
      label: m.action_pane(),
      keys: { code: 'F6' },
      run: () => frame.nextPane(1),
    },
    {
      id: 'pane-back',
      group: 'go',
      label: m.action_pane_back(),
      keys: { code: 'F6', shift: true },
      run: () => frame.nextPane(-1),
    },
    {
      id: 'guide',
      group: 'help',
      label: m.screen_help(),
      keys: { code: 'F1' },
      run: () => session.go('help'),
    },
    { id: 'keys', group: 'help', label: m.keys_title(), run: () => frame.open('keys') },
    { id: 'about', group: 'help', label: m.screen_about(), parted: true, run: () => session.go('about') },
  ];
}
