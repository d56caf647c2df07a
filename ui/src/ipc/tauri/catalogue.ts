/** The table of releases and the library's changes over Tauri. */
import type { Catalogue } from '../catalogue';
import { call } from './call';

export const catalogue: Catalogue = {
  list: (asked) => call('list_releases', { asked }),
  read: (release) => call('read_release', { release }),
  edit: (edit) => call('edit_library', { edit }),
  addNote: (release, paragraph, text) => call('add_note', { release, paragraph, text }),
  changeNote: (note, text) => call('change_note', { note, text }),
  saveOriginal: (original, name) => call('save_original', { original, name }),
};
