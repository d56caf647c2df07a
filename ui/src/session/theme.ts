/** Light and dark: the choice, and what the system wants where the choice is the system's. */
import type { Theme } from '../ipc/types';

const DARK = '(prefers-color-scheme: dark)';

/** Shows the page in `theme`. Returns what stops following the system. */
export function showTheme(theme: Theme): () => void {
  const system = window.matchMedia(DARK);
  const show = (): void => {
    const dark = theme === 'dark' || (theme === 'system' && system.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  show();
  if (theme !== 'system') return () => undefined;
  system.addEventListener('change', show);
  return () => system.removeEventListener('change', show);
}
