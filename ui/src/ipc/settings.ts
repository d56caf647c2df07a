/** The settings of a person who has chosen nothing yet: the defaults of `src-tauri/src/settings.rs`. */
import type { Settings } from './types';

export const UNCHOSEN: Settings = { language: null, theme: 'system', last_view: null, screen: null };
