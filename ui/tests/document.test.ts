/** The HTML documents that Bayan writes, as readers open them: the samples of the documentation. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { faults } from './axe';
import { openFile } from './window';

const SAMPLES = [
  ['refugees-timeline.html', 'ar', 'rtl'],
  ['fomc-comparison.html', 'en', 'ltr'],
] as const;

const sample = (name: string): URL => new URL(`../../docs/samples/${name}`, import.meta.url);

/** What of the text is not shown, and how far the page and anything in it reach beyond the sides. */
const look = (page: Page): Promise<{ hidden: string[]; beyond: string[]; over: number }> =>
  page.evaluate(() => {
    const hidden: string[] = [];
    const beyond: string[] = [];
    const root = document.documentElement;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const said = node.nodeValue?.trim() ?? '';
      const parent = node.parentElement;
      if (said === '' || parent === null || parent.closest('style, title, desc') !== null) continue;
      const shown = parent.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()];
      if (!shown || !boxes.some(({ width, height }) => width > 0 && height > 0)) hidden.push(said);
      const { clientWidth } = root;
      if (boxes.some(({ left, right }) => left < -1 || right > clientWidth + 1)) beyond.push(said);
    }
    return { hidden, beyond, over: root.scrollWidth - root.clientWidth };
  });

const whole = { hidden: [], beyond: [], over: 0 };

test.each(SAMPLES)('%s has no accessibility fault, on a wide screen and a narrow one', async (name) => {
  for (const width of [1280, 390]) {
    const { page, complaints } = await openFile(sample(name), width);
    expect(await faults(page), `${width} pixels`).toEqual([]);
    expect(await look(page), `${width} pixels`).toEqual(whole);
    expect(complaints).toEqual([]);
  }
});

test.each(SAMPLES)('%s asks for nothing and brings its letters along', async (name, lang, dir) => {
  const { page, requests } = await openFile(sample(name));
  expect(requests.filter((address) => !address.startsWith('data:'))).toEqual([sample(name).href]);
  const told = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    fonts: [...document.fonts].filter(({ status }) => status === 'loaded').length > 0,
    scripts: document.scripts.length,
  }));
  expect(told).toEqual({ lang, dir, fonts: true, scripts: 0 });
});

test.each(SAMPLES)('%s is whole on paper', async (name) => {
  // What an A4 page has between its margins, 170 mm, in the pixels of a page.
  const { page } = await openFile(sample(name), 643);
  await page.emulateMedia({ media: 'print' });
  expect(await look(page)).toEqual(whole);
  const links = await page
    .locator('nav a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(await page.locator(link ?? 'none').count(), link ?? '').toBe(1);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  expect(pages).toBeGreaterThan(2);
});
