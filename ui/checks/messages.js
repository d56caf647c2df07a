/**
 * Checks the message catalogues: both languages have the same keys with the same inputs, every key is used and every key used
 * exists, plural forms are complete, and no Arabic word ends in a tanwin or shadda, which WebKitGTK draws off the baseline in
 * the interface's face. Exits with 1 and a line for each fault.
 *
 *     node checks/messages.js
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {string | { declarations: string[], selectors: string[], match: Record<string, string> }[]} Message */
/** @typedef {Record<string, Message>} Catalogue */

const ui = fileURLToPath(new URL('..', import.meta.url));
const settings = JSON.parse(readFileSync(join(ui, 'project.inlang/settings.json'), 'utf8'));

/** The plural categories a language has, by CLDR. */
const CATEGORIES = {
  en: new Intl.PluralRules('en').resolvedOptions().pluralCategories,
  ar: new Intl.PluralRules('ar').resolvedOptions().pluralCategories,
};

/** A vowel sign, tanwin, shadda or sukun with no letter after it. */
const WORD_FINAL_SIGN = /[\u064B-\u0652](?![\u0621-\u0652])/u;

/**
 * The texts of a message.
 * @param {Message} message
 * @returns {string[]}
 */
function texts(message) {
  return typeof message === 'string' ? [message] : message.flatMap((variant) => Object.values(variant.match));
}

/**
 * The inputs a message names.
 * @param {Message} message
 * @returns {string[]}
 */
function inputs(message) {
  const declared = typeof message === 'string' ? [] : message.flatMap((variant) => variant.declarations);
  const named = declared.filter((line) => line.startsWith('input ')).map((line) => line.slice(6));
  const used = texts(message).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set([...named, ...used])].sort();
}

/**
 * The faults of two catalogues, given the text of every source file that may use them.
 * @param {{ en: Catalogue, ar: Catalogue }} catalogues
 * @param {string} source
 * @returns {string[]}
 */
export function faults({ en, ar }, source) {
  const found = [];
  for (const key of new Set([...Object.keys(en), ...Object.keys(ar)])) {
    const [english, arabic] = [en[key], ar[key]];
    if (english === undefined || arabic === undefined) {
      found.push(`${key}: only in ${english === undefined ? 'ar' : 'en'}`);
      continue;
    }
    if (inputs(english).join() !== inputs(arabic).join())
      found.push(`${key}: the languages name other inputs`);
    if (!new RegExp(`\\bm\\.${key}\\b`).test(source)) found.push(`${key}: used nowhere`);
    for (const [lang, message] of /** @type {const} */ ([
      ['en', english],
      ['ar', arabic],
    ])) {
      if (typeof message === 'string') continue;
      for (const { match } of message) {
        const missing = CATEGORIES[lang].filter((category) => !(`plural=${category}` in match));
        if (missing.length > 0) found.push(`${key}: ${lang} lacks the plural form ${missing.join(', ')}`);
      }
    }
    for (const text of texts(arabic)) {
      if (WORD_FINAL_SIGN.test(text)) found.push(`${key}: a word ends in a vowel sign or shadda: ${text}`);
    }
  }
  for (const [, key] of source.matchAll(/\bm\.([a-z]\w*)\b/g)) {
    if (key !== undefined && !(key in en)) found.push(`${key}: in no catalogue`);
  }
  return found;
}

/**
 * The text of every source file under a folder, compiled messages and tests left out.
 * @param {string} folder
 * @returns {string}
 */
function sources(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /\.(svelte|ts)$/.test(path) && !path.startsWith('paraglide') && !path.endsWith('.test.ts'),
    )
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
}

/**
 * A catalogue from its files, one for each part of the interface.
 * @param {string} lang
 * @returns {Catalogue}
 */
function catalogue(lang) {
  /** @type {Catalogue} */
  const all = {};
  for (const pattern of settings['plugin.inlang.messageFormat'].pathPattern) {
    const { $schema: _, ...messages } = JSON.parse(
      readFileSync(join(ui, pattern.replace('{locale}', lang)), 'utf8'),
    );
    for (const [key, message] of Object.entries(messages)) {
      if (key in all) throw new Error(`${key} is in two files of ${lang}`);
      all[key] = message;
    }
  }
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = faults({ en: catalogue('en'), ar: catalogue('ar') }, sources(join(ui, 'src')));
  for (const fault of found) console.error(fault);
  process.exitCode = found.length > 0 ? 1 : 0;
}
