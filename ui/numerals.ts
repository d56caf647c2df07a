/**
 * Numbers in Arabic messages, with the digits of the person's settings: where a message puts in a number, the number is
 * written by `digits`. What is put in as text, a title or a quotation, keeps the digits it was published with.
 */
import type { Plugin } from 'vite';

/** The compiled messages of a language whose digits are a matter of choice. */
const ARABIC = /[\\/]paraglide[\\/]messages[\\/]ar\.js$/;

/** Makes every number put into an Arabic message follow the settings. */
export function numerals(): Plugin {
  return {
    name: 'bayan:numerals',
    transform(code, id) {
      if (!ARABIC.test(id)) return null;
      const written = code.replaceAll(/\$\{i\?\.(\w+)\}/g, '${inDigits(i?.$1)}');
      return { code: `import { inDigits } from '/src/words/numbers.ts';\n${written}`, map: null };
    },
  };
}
