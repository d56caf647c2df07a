import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The build the tests of the window look at. */
const BUILT = fileURLToPath(new URL('../test-results/browser/', import.meta.url));

test('the face by which a family is measured is one that the page asks for at once', () => {
  const page = readFileSync(`${BUILT}browser.html`, 'utf8');
  const asked = [...page.matchAll(/rel="preload" as="font"[^>]*href="\/assets\/([^"]+)"/g)].map(([, file]) => file);
  expect(asked.length).toBeGreaterThan(5);
  const styles = readdirSync(`${BUILT}assets`)
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(`${BUILT}assets/${file}`, 'utf8'));
  const last = new Map<string, string>();
  for (const [face] of styles.join('').matchAll(/@font-face\{[^}]*\}/g)) {
    const family = /font-family:([^;]+)/.exec(face)?.[1] ?? '';
    const weight = /font-weight:([^;]+)/.exec(face)?.[1] ?? '';
    last.set(`${family} ${weight}`, /assets\/([^)"]+)/.exec(face)?.[1] ?? '');
  }
  expect(last.size).toBeGreaterThan(5);
  for (const [family, file] of last) expect(asked, family).toContain(file);
});
