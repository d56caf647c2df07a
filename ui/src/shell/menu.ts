/** The native menu, told from the list of actions: words by the interface, parts and places by each system's conventions. */
import { accelerator, IS_MAC } from '../controls/keycaps';
import type { MenuEntry, MenuPart, SystemAct } from '../ipc/types';
import { m } from '../paraglide/messages';
import type { Action, Group } from './actions';

function entry(action: Action): MenuEntry {
  return {
    kind: 'act',
    id: action.id,
    label: action.label,
    keys: action.keys === undefined ? null : accelerator(action.keys),
    enabled: action.enabled ?? true,
    checked: action.checked ?? null,
  };
}

const system = (what: SystemAct, label: string): MenuEntry => ({ kind: 'system', what, label });
const LINE: MenuEntry = { kind: 'line' };

/** What stands in the program's own menu on macOS. */
const OF_PROGRAM = ['about', 'settings'];

/** The menu bar in the language spoken. */
export function menuOf(actions: readonly Action[]): MenuPart[] {
  const listed = (group: Group): MenuEntry[] =>
    actions
      .filter((action) => action.group === group && !(IS_MAC && OF_PROGRAM.includes(action.id)))
      .flatMap((action, at) => (action.parted === true && at > 0 ? [LINE, entry(action)] : [entry(action)]));
  const [undo = [], rest = []] = [['undo', 'redo', 'history'], null].map((ids) =>
    listed('edit').filter((one) => {
      const known = one.kind === 'act' && ['undo', 'redo', 'history'].includes(one.id);
      return ids === null ? !known : known;
    }),
  );
  const name = (id: string): MenuEntry[] => actions.filter((action) => action.id === id).map(entry);
  return [
    {
      label: m.app_name(),
      program: true,
      entries: [
        ...name('about'),
        LINE,
        ...name('settings'),
        LINE,
        system('services', m.menu_services()),
        LINE,
        system('hide', m.menu_hide()),
        system('hide-others', m.menu_hide_others()),
        system('show-all', m.menu_show_all()),
        LINE,
        system('quit', m.menu_quit()),
      ],
    },
    {
      label: m.menu_file(),
      program: false,
      entries: [
        ...listed('file'),
        LINE,
        // Elsewhere than on macOS a window is all of its program: to close it ends it.
        system('close-window', m.menu_close_window()),
      ],
    },
    {
      label: m.menu_edit(),
      program: false,
      entries: [
        ...undo,
        LINE,
        system('cut', m.menu_cut()),
        system('copy', m.menu_copy()),
        system('paste', m.menu_paste()),
        system('select-all', m.menu_select_all()),
        ...rest,
      ],
    },
    { label: m.menu_view(), program: false, entries: listed('view') },
    { label: m.menu_go(), program: false, entries: listed('go') },
    ...(IS_MAC
      ? [{ label: m.menu_window(), program: false, entries: [system('minimize', m.menu_minimize())] }]
      : []),
    { label: m.menu_help(), program: false, entries: listed('help') },
  ];
}
