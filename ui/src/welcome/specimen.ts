/** The passage on the Welcome screen that shows how changes are marked: invented, and the same in both languages. */
import type { Class, Lang, Mark, Run } from '../ipc/types';

export interface Specimen {
  readonly lang: Lang;
  readonly olderDate: string;
  readonly newerDate: string;
  readonly older: readonly Run[];
  readonly newer: readonly Run[];
  /** The change of position verb, as the text has it. */
  readonly verbs: readonly [string, string];
}

function run(text: string, mark: Mark = 'none', of: Class | null = null): Run {
  return { text, mark, class: of, change: null };
}

const BY_LANG: Record<Lang, Specimen> = {
  en: {
    lang: 'en',
    olderDate: '2026-02-06',
    newerDate: '2026-04-09',
    older: [
      run('Participants '),
      run('stressed', 'dropped', 'act'),
      run(' '),
      run('the need to', 'dropped', 'wording'),
      run(' preserve the ceasefire '),
      run('in the northern districts', 'dropped', 'scope'),
      run('.'),
    ],
    newer: [
      run('Participants '),
      run('demanded', 'added', 'act'),
      run(' '),
      run('that all parties', 'added', 'wording'),
      run(' preserve the ceasefire '),
      run('across the whole territory', 'added', 'scope'),
      run('.'),
    ],
    verbs: ['stressed', 'demanded'],
  },
  ar: {
    lang: 'ar',
    olderDate: '2026-02-06',
    newerDate: '2026-04-09',
    older: [
      run('وشدّد', 'dropped', 'act'),
      run(' الحضور '),
      run('على ضرورة المحافظة', 'dropped', 'wording'),
      run(' على وقف إطلاق النار '),
      run('في المناطق الشمالية', 'dropped', 'scope'),
      run('.'),
    ],
    newer: [
      run('وطالب', 'added', 'act'),
      run(' الحضور '),
      run('جميع الأطراف بالمحافظة', 'added', 'wording'),
      run(' على وقف إطلاق النار '),
      run('في كامل البلاد', 'added', 'scope'),
      run('.'),
    ],
    verbs: ['وشدّد', 'وطالب'],
  },
};

/** The specimen in a language. */
export function specimenIn(lang: Lang): Specimen {
  return BY_LANG[lang];
}
