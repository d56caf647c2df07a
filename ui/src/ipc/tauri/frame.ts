/** The system's own frame over Tauri. */
import { listen } from '@tauri-apps/api/event';
import type { FrameCalls } from '../frame';
import { call } from './call';

export const frameCalls: FrameCalls = {
  showMenu: (parts, direction) => call('show_menu', { parts, rightToLeft: direction === 'rtl' }),
  showTitle: (title) => call('show_title', { title }),
  onChosen: (chosen) => {
    const unlisten = listen<string>('menu-chosen', ({ payload }) => chosen(payload));
    return () => void unlisten.then((stop) => stop());
  },
  print: () => call('print_page'),
};
