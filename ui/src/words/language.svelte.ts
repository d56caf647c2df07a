/** The language of the interface. Messages read it, so whatever shows a message follows a change of language by itself. */
import { overwriteGetLocale } from '../paraglide/runtime';
import type { Lang } from '../ipc/types';

export type Direction = 'ltr' | 'rtl';

/** Which way a language is written. */
export function directionOf(lang: Lang): Direction {
  return lang === 'ar' ? 'rtl' : 'ltr';
}

/** The language a system set to `tags` (BCP 47, the preferred first) would want. */
export function preferred(tags: readonly string[]): Lang {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'ar' || primary === 'en') return primary;
  }
  return 'en';
}

class Language {
  #current = $state<Lang>('en');

  /** The language spoken now. */
  get current(): Lang {
    return this.#current;
  }

  /** The direction of the frame. */
  get dir(): Direction {
    return directionOf(this.#current);
  }

  /** The language it is not. */
  get other(): Lang {
    return this.#current === 'ar' ? 'en' : 'ar';
  }

  /** Speaks `lang` from now on, and sets the frame's direction. */
  speak(lang: Lang): void {
    this.#current = lang;
    document.documentElement.lang = lang;
    document.documentElement.dir = directionOf(lang);
  }
}

export const language = new Language();

overwriteGetLocale(() => language.current);
