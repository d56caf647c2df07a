/** What the program is, made up. */
import { Failure, type AboutCalls } from '../backend';

const TEXTS: Readonly<Record<string, string>> = {
  rust: 'Rust packages in the program\n\nserde 1.0.0  MIT OR Apache-2.0\n',
  'fontsource-amiri': 'SIL OPEN FONT LICENSE Version 1.1\n',
};

/** `releases` says whether the copy knows where newer versions are. */
export function aboutInMemory(releases: boolean): AboutCalls {
  return {
    about: () =>
      Promise.resolve({
        version: '0.0.0',
        releases,
        parts: Object.keys(TEXTS).sort(),
        sample_notice: '# Notices\n\nStatements of the Federal Open Market Committee: public domain.\n',
      }),
    licenceText: (part) => {
      const text = TEXTS[part];
      return text === undefined ? Promise.reject(new Failure('internal')) : Promise.resolve(text);
    },
    openReleases: () => (releases ? Promise.resolve() : Promise.reject(new Failure('no-releases'))),
  };
}
