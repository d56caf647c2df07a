import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openComparison, openWindow, type State } from './window';

/** The Timeline of the Arabic example series, whose second release of three is silent. */
async function openTimeline(state: State = {}): Promise<Page> {
  const { page } = await openComparison(3, state);
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('mention').first().waitFor();
  return page;
}

async function openTopics(state: State = {}): Promise<Page> {
  const { page } = await openComparison(3, state);
  await page.getByTestId('screen-topics').click();
  await page.getByTestId('match').first().waitFor();
  return page;
}

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(['light', 'dark'] as const)(
    'Timeline and Topics have no fault axe can find, %s',
    async (theme) => {
      const timeline = await openTimeline({ lang, theme });
      expect(await faults(timeline)).toEqual([]);
      const topics = await openTopics({ lang, theme });
      expect(await faults(topics)).toEqual([]);
    },
  );

  test('time runs from where reading begins', async () => {
    const page = await openTimeline({ lang });
    const places = await page
      .getByTestId('mark')
      .evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().x));
    const [first = 0, last = 0] = places;
    expect(lang === 'ar' ? first > last : first < last).toBe(true);
  });
});

test('in a window too narrow for both the chart has the room, and the tracker comes when it is asked for', async () => {
  const { page } = await openWindow({ width: 720, height: 450, query: { opened: '' } });
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('mention').first().waitFor();
  expect(await page.getByTestId('formulas').count()).toBe(0);
  const box = await page.getByTestId('chart').boundingBox();
  expect(box?.width).toBeGreaterThan(600);
  await page.getByTestId('formulas-toggle').click();
  await page.getByTestId('formulas').waitFor();
  expect((await page.getByTestId('chart').boundingBox())?.width).toBe(box?.width);
});

test('the topic that was chosen is there again after another screen', async () => {
  const page = await openTimeline();
  const select = page.getByTestId('timeline-topic');
  const first = await select.inputValue();
  const other = await select
    .locator('option')
    .evaluateAll(
      (options, taken) => options.map((one) => (one as HTMLOptionElement).value).find((id) => id !== taken),
      first,
    );
  await select.selectOption(other ?? '');
  await page.locator(`[data-testid=timeline][data-topic="${other}"]`).waitFor();
  await page.getByTestId('screen-compare').click();
  await page.getByTestId('row').first().waitFor();
  await page.getByTestId('screen-timeline').click();
  await page.locator(`[data-testid=timeline][data-topic="${other}"]`).waitFor();
});

test('a mark chooses its entry, arrow keys go from mark to mark', async () => {
  const page = await openTimeline();
  const marks = page.getByTestId('mark');
  await marks.first().click();
  await page.locator('[data-testid=mention][aria-current=true]').waitFor();
  const older = await page.locator('[data-testid=mention][aria-current=true]').getAttribute('data-release');
  await marks.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    (before) =>
      document.querySelector('[data-testid=mention][aria-current=true]')?.getAttribute('data-release') !==
      before,
    older,
  );
});

test('what was dropped since the mention before is marked in the quote, and a silence is told', async () => {
  const page = await openTimeline();
  const quote = page.getByTestId('quote').first();
  expect(await quote.locator('del').allInnerTexts()).toEqual(['طوعية']);
  expect(await page.getByTestId('gap').count()).toBe(1);
  expect(await page.getByTestId('silence').count()).toBe(1);
});

test('a table says what the chart shows', async () => {
  const page = await openTimeline();
  expect(await page.getByTestId('chart-table').locator('tbody tr').count()).toBe(3);
});

test('a quote opens its release in the comparison', async () => {
  const page = await openTimeline();
  await page.getByTestId('open-source').first().click();
  await page.getByTestId('document').waitFor();
});

test('a note is stored with its mention and taken away again', async () => {
  const page = await openTimeline();
  await page.getByTestId('note-add').first().click();
  await page.getByTestId('note-text').fill('أول تراجع');
  await page.getByTestId('note-keep').click();
  await page.getByTestId('note').waitFor();
  await page.getByTestId('note').getByRole('button').click();
  await page.getByTestId('note').waitFor({ state: 'detached' });
});

test('a phrase is followed with its wordings and kept with the series', async () => {
  const page = await openTimeline();
  await page.getByTestId('formula-suggested').first().click();
  await page.getByTestId('variant').nth(1).waitFor();
  expect(await page.getByTestId('variant').nth(1).locator('del').allInnerTexts()).toEqual(['عودة']);
  await page.getByTestId('formula-keep').click();
  await page.locator('[data-testid=formula-keep][aria-pressed=true]').waitFor();
});

test('a term is added, found at once, taken back, and saved', async () => {
  const page = await openTopics();
  const before = await page.getByTestId('match').count();
  await page.getByTestId('terms-ar').getByTestId('term-field').fill('الموانئ');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=match]').length > count,
    before,
  );
  await page.getByTestId('topics-undo').click();
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=match]').length === count,
    before,
  );
  await page.getByTestId('suggested-term').first().click();
  await page.getByTestId('codebook-save').click();
  await page.locator('[data-testid=codebook-save][disabled]').waitFor();
});

test('what was changed in the codebook and not saved is there again after another screen', async () => {
  const page = await openTopics();
  const terms = page.getByTestId('terms-ar').getByTestId('term');
  const before = await terms.count();
  await page.getByTestId('terms-ar').getByTestId('term-field').fill('الموانئ');
  await page.keyboard.press('Enter');
  await expect.poll(() => terms.count()).toBe(before + 1);
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('chart').waitFor();
  await page.getByTestId('screen-topics').click();
  await expect.poll(() => terms.count()).toBe(before + 1);
  await page.getByTestId('topics-undo').click();
  await expect.poll(() => terms.count()).toBe(before);
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('chart').waitFor();
  await page.getByTestId('screen-topics').click();
  await page.getByTestId('topic').first().waitFor();
  await expect.poll(() => terms.count()).toBe(before);
  expect(await page.getByTestId('codebook-save').isDisabled()).toBe(true);
});

test('what is suggested becomes a topic of its own with its words as a term, and is undone in one step', async () => {
  const page = await openTopics();
  const before = await page.getByTestId('topic').count();
  const words = (await page.getByTestId('suggested-term').first().innerText()).trim();
  await page.getByTestId('suggested-topic').first().click();
  await expect.poll(() => page.getByTestId('topic').count()).toBe(before + 1);
  expect(await page.locator('[data-testid=topic][aria-current=true]').innerText()).toContain(words);
  await expect.poll(() => page.getByTestId('terms-ar').getByTestId('term').count()).toBe(1);
  expect(await page.getByTestId('terms-ar').getByTestId('term').innerText()).toContain(words);
  await page.getByTestId('topics-undo').click();
  await expect.poll(() => page.getByTestId('topic').count()).toBe(before);
});

test('a term that cannot be read says what is wrong with it', async () => {
  const page = await openTopics();
  await page.getByTestId('terms-ar').getByTestId('term-field').fill('~2 كلمة');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=problem][data-code=codebook-wrong]').waitFor();
});

test('the words of the chart are real text', async () => {
  const { page } = await openWindow({ lang: 'ar', query: { opened: '' } });
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('chart').waitFor();
  const texts = await page.locator('[data-testid=chart] .words bdi').allTextContents();
  expect(texts.length).toBeGreaterThan(1);
});

describe('several topics', () => {
  test('stand below each other over the same time, and one takes the place of the other', async () => {
    const page = await openTimeline();
    await page.getByTestId('timeline-beside').selectOption('ceasefire');
    await page.locator('[data-testid=beside][data-topic=ceasefire] [data-testid=chart]').waitFor();
    expect(await page.getByTestId('chart').count()).toBe(2);
    await page.getByTestId('beside-turn').click();
    await page.locator('[data-testid=timeline][data-topic=ceasefire]').waitFor();
    await page.getByTestId('beside').waitFor({ state: 'detached' });
  });
});

describe.each(['en', 'ar'] as const)('the archive’s own words of position, in %s', (lang) => {
  test('are added, read from a file, stored as an act and there again', async () => {
    const page = await openTopics({ lang });
    await page.getByTestId('words-open').click();
    await page.getByTestId('words-en').check();
    await page.getByTestId('words-phrase').fill('is heartened by');
    await page.getByTestId('words-act').selectOption('welcome');
    await page.getByTestId('words-add').click();
    await page.getByTestId('words-import').click();
    await expect.poll(() => page.getByTestId('words-row').count()).toBe(2);
    expect(await faults(page)).toEqual([]);
    await page.getByTestId('words-save').click();
    await expect.poll(() => page.getByTestId('words-save').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByTestId('words-open').click();
    await page.getByTestId('words-en').check();
    await expect.poll(() => page.getByTestId('words-row').count()).toBe(2);
  });

  test('a phrase that is not well written is refused in words', async () => {
    const page = await openTopics({ lang });
    await page.getByTestId('words-open').click();
    await page.getByTestId('words-phrase').fill('~3 heart');
    await page.getByTestId('words-add').click();
    await page.getByTestId('words-save').click();
    await page.locator('[data-testid=problem][data-code=lexicon-wrong]').waitFor();
  });
});

describe.each(['en', 'ar'] as const)('a topic over all series, in %s', (lang) => {
  test.each(['light', 'dark'] as const)(
    'is counted by act and period, and a number leads to its quotes and their releases, %s',
    async (theme) => {
      const page = await openTimeline({ lang, theme });
      await page.getByTestId('everywhere-open').click();
      const counts = page.getByTestId('everywhere-count');
      await counts.first().waitFor();
      expect(await faults(page)).toEqual([]);
      const stressed = page.locator('[data-testid=everywhere-count][data-act=stress]').last();
      await stressed.click();
      const mentions = page.getByTestId('everywhere-mention');
      await mentions.first().waitFor();
      const counted = Number.parseInt(await stressed.innerText(), 10);
      while (await page.getByTestId('everywhere-more').isVisible()) {
        const before = await mentions.count();
        await page.getByTestId('everywhere-more').click();
        await expect.poll(() => mentions.count()).toBeGreaterThan(before);
      }
      expect(await mentions.count()).toBe(counted);
      expect(await faults(page)).toEqual([]);
      await mentions.first().click();
      await page.getByTestId('release').waitFor();
      expect(await page.getByTestId('everywhere').count()).toBe(0);
    },
  );

  test('a series in it leads to its own timeline of the topic', async () => {
    const page = await openTimeline({ lang });
    await page.getByTestId('everywhere-open').click();
    await page.locator('[data-testid=everywhere-series][data-series="2"]').click();
    await page.locator('[data-testid=series-2][aria-current]').waitFor();
    await page.locator('[data-testid=timeline][data-topic=refugees]').waitFor();
  });
});
