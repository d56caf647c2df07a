/** What the program is, made up. */
import { Failure, type AboutCalls } from '../backend';

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
