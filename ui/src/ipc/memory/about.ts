/** What the program is, made up. */
import { Failure, type AboutCalls } from '../backend';
import type { GuidePage, GuideWords, Lang } from '../types';

const TEXTS: Readonly<Record<string, string>> = {
  rust: 'Rust packages in the program\n\nserde 1.0.0  MIT OR Apache-2.0\n',
  'fontsource-amiri': 'SIL OPEN FONT LICENSE Version 1.1\n',
};

/** What the updater finds; `none` where the copy holds no updater. */
const UPDATING = ['none', 'newest', 'newer', 'unreached', 'untrusted'] as const;
export type Updating = (typeof UPDATING)[number];

/** What a word asks for; `none` for any other. */
export function updatingOf(word: string | null): Updating {
  return UPDATING.find((one) => one === word) ?? 'none';
}

function words(text: string, page: string | null = null, samples = false): GuideWords {
  return { text, strong: false, emphasis: false, code: false, page, samples };
}

function pages(first: string, second: string, see: string): GuidePage[] {
  return [
    {
      name: 'README.md',
      blocks: [
        { kind: 'heading', level: 1, words: [words(first)] },
        { kind: 'paragraph', words: [words(`${see} `), words(second, 'importing.md')] },
        { kind: 'paragraph', words: [words(see, null, true)] },
        { kind: 'list', counted: false, items: [[words('J')], [words('K')]] },
        { kind: 'table', head: [[words('+')]], rows: [[[words('−')]]] },
      ],
    },
    { name: 'importing.md', blocks: [{ kind: 'heading', level: 1, words: [words(second)] }] },
  ];
}

const GUIDE: Readonly<Record<Lang, GuidePage[]>> = {
  en: pages('Bayan, a guide', 'Bringing statements in', 'See'),
  ar: pages('دليل بيان', 'استيراد البيانات', 'انظر'),
};

/** `releases` says whether the copy knows where newer versions are. */
export function aboutInMemory(releases: boolean, update: Updating): AboutCalls {
  return {
    about: () =>
      Promise.resolve({
        version: '0.0.0',
        releases,
        updater: update !== 'none',
        parts: Object.keys(TEXTS).sort(),
        sample_notice: '# Notices\n\nStatements of the Federal Open Market Committee: public domain.\n',
      }),
    licenceText: (part) => {
      const text = TEXTS[part];
      return text === undefined ? Promise.reject(new Failure('internal')) : Promise.resolve(text);
    },
    guide: (lang) => Promise.resolve(GUIDE[lang]),
    openReleases: () => (releases ? Promise.resolve() : Promise.reject(new Failure('no-releases'))),
    findUpdate: () => {
      if (update === 'unreached') return Promise.reject(new Failure('update-not-fetched'));
      const newer = { version: '9.9.9', notes: 'Statements in French.\nالبيانات بالفرنسية.' };
      return Promise.resolve(update === 'newest' ? null : newer);
    },
    installUpdate: (onProgress) => {
      if (update === 'untrusted') {
        return { result: Promise.reject(new Failure('update-not-trusted')), cancel: () => undefined };
      }
      // Half is fetched, and then nothing comes: until it is called off.
      let calledOff: (() => void) | undefined;
      const result = new Promise<null>((resolve) => (calledOff = (): void => resolve(null)));
      onProgress({ done: 5_000, total: 10_000 });
      return { result, cancel: () => calledOff?.() };
    },
  };
}
