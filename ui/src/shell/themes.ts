/** What there is to choose from: light, dark, or as the system has it. */
import Monitor from '@lucide/icons/icons/monitor';
import Moon from '@lucide/icons/icons/moon';
import Sun from '@lucide/icons/icons/sun';
import { m } from '../paraglide/messages';

export const THEMES = [
  { value: 'system', label: () => m.theme_system(), icon: Monitor },
  { value: 'light', label: () => m.theme_light(), icon: Sun },
  { value: 'dark', label: () => m.theme_dark(), icon: Moon },
] as const;
