import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openWindow, type Opened, type State } from './window';

/** Opens the Positions screen on a series. */
async function openPositions(series: number, state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  const { page } = opened;
  await page.getByTestId(`series-${series}`).click();
  await page.getByTestId('screen-positions').click();
  await page.locator(`[data-testid=positions][data-series="${series}"]`).waitFor();
  return opened;
}

const cell = (page: Page, column: number) => page.locator(`[data-row="0"][data-column="${column}"]`);

describe('the matrix', () => {
  test('is brought up to date and shows what was said, silence, and what returned', async () => {
    const { page, complaints } = await openPositions(3);
    await cell(page, 0).waitFor();
    const states = await page
      .locator('[data-row="0"]')
      .evaluateAll((cells) => cells.map((one) => one.getAttribute('data-state')));
    expect(states).toEqual(['said', 'silent', 'said']);
    expect(await cell(page, 2).locator('[data-relation]').getAttribute('data-relation')).toBe('returned');
    expect(await cell(page, 2).getAttribute('aria-label')).toContain('Stress, Returned');
    expect(complaints).toEqual([]);
  });

  test('is walked by keys that follow the screen, and one cell takes part in the Tab order', async () => {
    for (const lang of ['en', 'ar'] as const) {
      const { page } = await openPositions(3, { lang });
      await cell(page, 2).focus();
      await page.keyboard.press(lang === 'ar' ? 'ArrowRight' : 'ArrowLeft');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe('1');
      expect(await page.locator('[role=gridcell][tabindex="0"]').count()).toBe(1);
      await cell(page, 2).focus();
      await page.keyboard.press('KeyP');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe('0');
    }
  });

  test('is reached by the arrow keys from the button that led to it, and P leads on from there', async () => {
    const { page } = await openPositions(3);
    await cell(page, 2).waitFor();
    const column = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('data-column'));
    await page.getByTestId('screen-positions').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(column).toBe('2');
    await page.getByTestId('screen-positions').focus();
    await page.keyboard.press('KeyP');
    await expect.poll(column).toBe('0');
  });

  test('has P lead from a silence to the mention before it', async () => {
    const { page } = await openPositions(3);
    await cell(page, 1).focus();
    await page.keyboard.press('KeyP');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-column')))
      .toBe('0');
  });

  test('is held to topics and acts, and says so where nothing is left', async () => {
    const { page } = await openPositions(3);
    await cell(page, 0).waitFor();
    await page.getByTestId('filter-acts').click();
    await page.getByTestId('filter-acts-condemn').check();
    await page.getByTestId('no-rows').waitFor();
    await page.getByTestId('filter-acts-condemn').uncheck();
    await page.getByTestId('matrix').waitFor();
  });
});

describe('the drawer', () => {
  test.each(['en', 'ar'] as const)('shows the word that was dropped, in %s', async (lang) => {
    const { page } = await openPositions(2, { lang });
    await cell(page, 1).click();
    await page.getByTestId('quote-before').waitFor();
    expect(await page.getByTestId('quote-before').locator('del').allTextContents()).toEqual(['طوعية']);
    expect(await page.getByTestId('quote-now').textContent()).toBe('شدد على حق اللاجئين في عودة آمنة وكريمة');
    expect(await page.getByTestId('quote-now').getAttribute('lang')).toBe('ar');
  });

  test('takes a correction, shows it as made by hand, and takes it back', async () => {
    const { page } = await openPositions(2);
    await cell(page, 1).click();
    await page.getByTestId('change').click();
    await page.getByTestId('correct-act').selectOption('condemn');
    await page.getByTestId('save-correction').click();
    await page.locator('[data-testid=said][data-act=condemn][data-standing=changed]').waitFor();
    expect(await cell(page, 1).getAttribute('aria-label')).toContain('Condemn, Stronger, by hand');
    await page.getByTestId('restore').click();
    await page.locator('[data-testid=said][data-act=stress][data-standing=found]').waitFor();
  });

  test('confirms, removes and brings back', async () => {
    const { page } = await openPositions(2);
    await cell(page, 1).click();
    await page.getByTestId('confirm').click();
    await page.locator('[data-standing=confirmed]').waitFor();
    await page.getByTestId('remove').click();
    await page.getByTestId('removed').waitFor();
    expect(await cell(page, 1).getAttribute('data-state')).toBe('silent');
    await page.getByTestId('bring-back').click();
    await page.locator('[data-testid=said][data-standing=found]').waitFor();
  });

  test('takes the words that are selected as the quote', async () => {
    const { page } = await openPositions(1);
    await cell(page, 0).click();
    await page.getByTestId('change').click();
    await page
      .getByTestId('correct-extent')
      .evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 20));
    await page.getByTestId('take-selection').click();
    expect((await page.getByTestId('extent').textContent())?.trim()).toBe('stressed that the');
  });

  test('stays when Escape is for the list of topics over it', async () => {
    const { page } = await openPositions(3);
    await cell(page, 2).click();
    await page.getByTestId('said').first().waitFor();
    await page.getByTestId('filter-topics').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox').first().waitFor({ state: 'detached' });
    expect(await page.getByTestId('said').count()).toBeGreaterThan(0);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('filter-topics');
    await page.keyboard.press('Escape');
    await page.getByTestId('said').first().waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe('2');
  });

  test('opens the quote in its release, and closes with the focus where it was', async () => {
    const { page } = await openPositions(2);
    await cell(page, 1).focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('said').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('drawer').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe('1');
    await page.keyboard.press('Enter');
    await page.getByTestId('read-release').click();
    await page.getByTestId('compare').waitFor();
  });
});

describe('what is said by hand', () => {
  test('another passage is said to be one, and nothing is struck out of it', async () => {
    const { page } = await openPositions(3);
    await cell(page, 2).click();
    await page.getByTestId('another-passage').waitFor();
    expect(await page.getByTestId('quote-before').locator('del').count()).toBe(0);
  });

  test('a change is undone with Ctrl Z and the matrix and the drawer show it', async () => {
    const { page } = await openPositions(2);
    await cell(page, 1).click();
    await page.getByTestId('change').click();
    await page.getByTestId('correct-act').selectOption('condemn');
    await page.getByTestId('save-correction').click();
    await page.locator('[data-testid=said][data-act=condemn][data-standing=changed]').waitFor();
    await page.keyboard.press('Control+KeyZ');
    await page.locator('[data-testid=said][data-act=stress][data-standing=found]').waitFor();
    expect(await cell(page, 1).getAttribute('aria-label')).not.toContain('by hand');
    await page.keyboard.press('Control+Shift+KeyZ');
    await page.locator('[data-testid=said][data-act=condemn]').waitFor();
  });

  test('a position that was not found is added to a paragraph', async () => {
    const { page } = await openPositions(2);
    await cell(page, 1).click();
    await page.getByTestId('add-position').click();
    await page.getByTestId('correct-paragraph').selectOption('1');
    await page.getByTestId('correct-act').selectOption('reject');
    await page.getByTestId('save-correction').click();
    await page.locator('[data-testid=said][data-act=reject][data-standing=added]').waitFor();
  });

  test('a note is written in the drawer, stays, and is taken away', async () => {
    const { page } = await openPositions(2);
    await cell(page, 1).click();
    await page.getByTestId('drawer-note-add').click();
    await page.getByTestId('drawer-note-text').fill('أول تراجع');
    await page.getByTestId('drawer-note-keep').click();
    await page.getByTestId('drawer-note').waitFor();
    expect(await page.getByTestId('drawer-note').locator('textarea').inputValue()).toBe('أول تراجع');
    await page.getByTestId('drawer-note-remove').click();
    await page.getByTestId('drawer-note').waitFor({ state: 'detached' });
  });

  test('nothing can be said of the cell before while the quotes of the chosen one are still to come', async () => {
    const { page } = await openPositions(3, { query: { delay: '250' } });
    await cell(page, 0).click();
    await page.getByTestId('said').waitFor();
    const drawer = page.getByTestId('drawer');
    await expect.poll(() => drawer.getAttribute('aria-busy')).toBe('false');
    const before = await drawer.boundingBox();
    // In one go, so that no answer can come between the choice and the look at the buttons.
    const pressable = await page.evaluate(() => {
      (document.querySelector('[data-row="0"][data-column="2"]') as HTMLElement).click();
      return new Promise<boolean>((resolve) =>
        requestAnimationFrame(() => {
          const button = document.querySelector('[data-testid=confirm]');
          resolve(button !== null && button.closest('[inert]') === null);
        }),
      );
    });
    expect(pressable).toBe(false);
    await expect.poll(() => drawer.getAttribute('aria-busy')).toBe('false');
    // What is pressed does not move away when the quotes arrive.
    expect(await drawer.boundingBox()).toEqual(before);
    await page.getByTestId('confirm').click();
    await expect.poll(() => page.locator('[data-standing=confirmed]').count()).toBe(1);
  });
});

describe.each(['en', 'ar'] as const)('the history of a passage, in %s', (lang) => {
  test('is opened from the drawer and leads to each of its releases', async () => {
    const { page } = await openPositions(3, { lang });
    await cell(page, 2).click();
    await page.getByTestId('passage-history').click();
    await page.getByTestId('lineage-stage').first().waitFor();
    expect(await page.getByTestId('lineage-stage').count()).toBe(2);
    await page.getByTestId('lineage-all').check();
    expect(await page.getByTestId('lineage-stage').count()).toBe(3);
    expect(await page.getByTestId('lineage-words').first().locator('del').count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    await page.getByTestId('lineage-open').last().click();
    await page.getByTestId('compare').waitFor();
    expect(await page.getByTestId('lineage').count()).toBe(0);
  });

  test('two people’s coding is compared, with what it differs in', async () => {
    const { page } = await openPositions(2, { lang });
    await page.getByTestId('agreement-open').click();
    await page.getByTestId('agreement-choose').click();
    await page.getByTestId('agreement-row').first().waitFor();
    expect(await page.getByTestId('kappa').allTextContents()).toContain('0.76');
    expect(await page.getByTestId('alpha').first().textContent()).toBe('0.76');
    await page.getByTestId('agreement-left-out').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByTestId('agreement-difference').click();
    await page.getByTestId('compare').waitFor();
  });
});

describe('states', () => {
  test('a failure is told in words, and tried again', async () => {
    const { page } = await openPositions(2, { query: { 'positions-problem': 'archive-damaged' } });
    expect(await page.getByTestId('problem').getAttribute('data-code')).toBe('archive-damaged');
  });

  test('a series in which nothing is found says so', async () => {
    const { page } = await openPositions(2, { query: { unfound: '' } });
    await page.getByTestId('no-positions').waitFor();
  });

  test('bringing up to date shows progress and can be called off and resumed', async () => {
    const { page } = await openPositions(2, { query: { delay: '400' } });
    await page.getByTestId('cancel-update').click();
    await page.getByTestId('resume-update').click();
    await cell(page, 1).waitFor();
  });
});

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(['light', 'dark'] as const)('and %s axe finds no fault', async (theme) => {
    const { page } = await openPositions(3, { lang, theme });
    await cell(page, 2).click();
    await page.getByTestId('said').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
