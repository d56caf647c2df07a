/** Every screen with names far longer than they should be, and hundreds of topics and series: nothing is pushed out of the window. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults, FLOATING } from './axe';
import { openWindow } from './window';

/** The screens, with how each is reached and what says that it is there. */
const SCREENS: readonly [string, (page: Page) => Promise<unknown>, string][] = [
  ['compare', (page) => page.getByTestId('screen-compare').click(), 'row'],
  ['library', (page) => page.getByTestId('screen-library').click(), 'table-row'],
  [
    'release',
    async (page) => {
      await page.getByTestId('screen-library').click();
      await page.getByTestId('details-read').click();
    },
    'release-paragraph',
  ],
  ['positions', (page) => page.getByTestId('screen-positions').click(), 'matrix-row'],
  ['timeline', (page) => page.getByTestId('screen-timeline').click(), 'mention'],
  ['topics', (page) => page.getByTestId('screen-topics').click(), 'topic'],
  [
    'search',
    async (page) => {
      await page.getByTestId('screen-search').click();
      await page.getByTestId('search-field').fill('refugees');
    },
    'hit',
  ],
  ['settings', (page) => page.getByTestId('screen-settings').click(), 'settings'],
  [
    'export',
    async (page) => {
      await page.getByTestId('screen-timeline').click();
      await page.getByTestId('export').click();
    },
    'export-name',
  ],
];

/** What a person acts by that is not wholly in the window's width, unless what holds it scrolls sideways. */
const outside = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const acting = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, h1, h2')];
    return acting
      .filter((one) => one.getClientRects().length > 0 && !one.closest('.unseen, [aria-hidden=true]'))
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        return (left < -1 || right > width + 1) && !scrolls(one.parentElement);
      })
      .map((one) => `${one.tagName} ${one.dataset.testid ?? ''} ${one.textContent.slice(0, 40)}`);
  });

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(SCREENS)('%s keeps in the window whatever it names', async (_, reach, there) => {
    for (const width of [1440, 960]) {
      const { page, complaints } = await openWindow({
        lang,
        width,
        height: 700,
        query: { opened: '', overlong: '' },
      });
      await reach(page);
      await page.getByTestId(there).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width}`).toBe(
        0,
      );
      expect(await outside(page), `${width}`).toEqual([]);
      expect(await faults(page, FLOATING), `${width}`).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });
});

test('hundreds of series are all in the rail', async () => {
  const { page, complaints } = await openWindow({ lang: 'en', query: { opened: '', overlong: '' } });
  const series = page.getByTestId('shell').locator('.series li');
  await expect.poll(() => series.count()).toBe(300);
  await series.last().scrollIntoViewIfNeeded();
  expect(await series.last().getByRole('button').isVisible()).toBe(true);
  expect(complaints).toEqual([]);
});
