import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { foldersOf, licensed } from '../licences.ts';

/** The build the tests of the window look at. */
const BUILT = fileURLToPath(new URL('../test-results/browser/licences', import.meta.url));

test('whatever is in the built window has its licence text beside it', () => {
  const files = readdirSync(BUILT);
  for (const name of [
    'svelte',
    'bits-ui',
    'floating-ui-dom',
    'inlang-paraglide-js',
    'lucide-icons',
    'fontsource-amiri',
    'fontsource-ibm-plex-sans',
    'fontsource-ibm-plex-sans-arabic',
    'fontsource-variable-source-serif-4',
  ]) {
    expect(files).toContain(`${name}.txt`);
  }
  const listed = readFileSync(join(BUILT, 'index.txt'), 'utf8').trim().split('\n');
  expect(listed).toHaveLength(files.length - 1);
  for (const file of files.filter((one) => one !== 'index.txt')) {
    expect(readFileSync(join(BUILT, file), 'utf8'), file).toMatch(/copyright|licen[cs]e/i);
  }
});

test('what only works on the sources is not among them', () => {
  expect(readdirSync(BUILT)).not.toContain('vitest.txt');
});

test('a package inside another package’s folder counts as itself', () => {
  const nested = '/a/node_modules/@x/outer/node_modules/inner/dist/index.js';
  expect([...foldersOf([nested])]).toEqual(['/a/node_modules/@x/outer/node_modules/inner']);
});

test('a package without a licence text is refused by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bayan-'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "nameless-terms", "version": "1.0.0" }');
  expect(() => licensed(folder)).toThrow('nameless-terms');
});
