/** Every screen while an answer is long in coming, and where it cannot be had: in words, and with a way to try again. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults, FLOATING } from './axe';
import { openWindow } from './window';

interface Trouble {
  /** The call that is slow, or fails. */
  readonly call: string;
  /** How the place is reached where it is needed. */
  readonly reach: (page: Page) => Promise<unknown>;
  /** What is there in the end. */
  readonly there: string;
  /** How often it is asked before the place itself asks for it. */
  readonly before?: number;
}

const click =
  (...ids: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const id of ids) await page.getByTestId(id).first().click();
  };
const search = async (page: Page): Promise<void> => {
  await page.getByTestId('screen-search').click();
  await page.getByTestId('search-field').fill('refugees');
};

const PLACES: Record<string, Trouble> = {
  compare: { call: 'compare', reach: click('screen-compare'), there: 'row' },
  'compare, its releases': { call: 'releases', reach: click('screen-compare'), there: 'row' },
  library: { call: 'catalogue.list', reach: click('screen-library'), there: 'table-row' },
  release: {
    call: 'catalogue.read',
    reach: click('screen-library', 'details-read'),
    there: 'release-paragraph',
    before: 1,
  },
  positions: { call: 'positions.matrix', reach: click('screen-positions'), there: 'matrix-row' },
  'a cell of the positions': {
    call: 'positions.cell',
    reach: async (page) => {
      await click('series-2', 'screen-positions')(page);
      await page.locator('[data-row="0"][data-column="1"]').click();
    },
    there: 'said',
  },
  timeline: { call: 'timeline.read', reach: click('screen-timeline'), there: 'mention' },
  'a topic over all series': {
    call: 'timeline.everywhere',
    reach: click('screen-timeline', 'everywhere-open'),
    there: 'everywhere-counts',
  },
  'the formula tracker': {
    call: 'timeline.follow',
    reach: click('screen-timeline', 'formula-suggested'),
    there: 'variant',
  },
  topics: { call: 'codebook.ofSeries', reach: click('screen-topics'), there: 'topic' },
  "the archive's own words": {
    call: 'codebook.lexicon',
    reach: click('screen-topics', 'words-open'),
    there: 'words-ar',
  },
  search: { call: 'finder.search', reach: search, there: 'hit' },
  import: { call: 'intake.list', reach: click('screen-import'), there: 'import-nothing', before: 1 },
  guide: { call: 'about.guide', reach: (page) => page.keyboard.press('F1'), there: 'help-page' },
  export: {
    call: 'exports.preview',
    reach: click('screen-timeline', 'export'),
    there: 'export-page',
  },
  'the kept comparisons': {
    call: 'review.kept',
    reach: click('screen-compare', 'kept-open'),
    there: 'kept-none',
  },
};

describe.each(Object.entries(PLACES))('%s', (_, { call, reach, there, before = 0 }) => {
  test('says what is being done while the answer is long in coming', async () => {
    const { page } = await openWindow({ lang: 'ar', query: { opened: '', slow: `${call}:900` } });
    await reach(page);
    const said = page.getByTestId('loading').getByRole('status');
    await expect.poll(() => said.first().innerText()).toMatch(/\S/);
    await page.getByTestId(there).first().waitFor();
    await expect.poll(() => page.getByTestId('loading').count()).toBe(0);
  });

  test('says why it cannot be had, and has it when it is tried again', async () => {
    const { page } = await openWindow({ query: { opened: '', failing: `${call}:${before + 1}` } });
    await reach(page);
    const problem = page.getByTestId('problem').first();
    await problem.waitFor();
    expect(await problem.getByRole('paragraph').innerText()).toMatch(/\S/);
    expect(await page.getByTestId('loading').count()).toBe(0);
    expect(await faults(page, FLOATING)).toEqual([]);
    await page.getByTestId('retry').first().click();
    await page.getByTestId(there).first().waitFor();
    expect(await page.getByTestId('problem').count()).toBe(0);
  });
});

test('an archive that is long in opening is not an empty window', async () => {
  const { page } = await openWindow({
    lang: 'en',
    query: { opened: '', slow: 'library:1500' },
    before: (page) =>
      page.addInitScript(() => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        new MutationObserver(() => {
          const said = document.querySelector('[data-testid=loading] [role=status]')?.textContent ?? '';
          if (said !== '' && !seen.includes(said)) seen.push(said);
        }).observe(document, { subtree: true, childList: true, characterData: true });
      }),
  });
  await page.getByTestId('shell').waitFor();
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toContain(
    'Opening the archive',
  );
});
