/** What a person says of a comparison: reviewed, weight, notes, links by hand; each by keyboard, by mouse, and undone. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults, RULES } from './axe';
import { openComparison } from './window';

const rows = (page: Page): Promise<string[]> =>
  page
    .getByTestId('row')
    .evaluateAll((list) =>
      list.map((row) => `${row.getAttribute('data-kind')} ${row.getAttribute('aria-label')}`),
    );

test('space marks the change at hand as reviewed, and the bar counts it until it is undone', async () => {
  const { page } = await openComparison(1);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe('1 of 27 reviewed');
  const box = page.getByTestId('review').first();
  expect(await box.getAttribute('aria-checked')).toBe('true');
  expect(await page.getByTestId('journal-notice').innerText()).toContain('marked as reviewed');
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe('0 of 27 reviewed');
  await box.click();
  await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe('1 of 27 reviewed');
});

test('space in the list of changes marks the change and does not press it', async () => {
  const { page } = await openComparison(1);
  await page.getByTestId('change').nth(2).click();
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('review').nth(2).getAttribute('aria-checked')).toBe('true');
});

test('after J the space bar marks the change at hand, whichever button had the focus', async () => {
  const { page } = await openComparison(1);
  await page.getByTestId('mode-inline').click();
  for (const at of [1, 2]) {
    await page.getByTestId('mode-side').click();
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe(`${at} of 27 reviewed`);
  }
  // What stands beside the change before is such a button too.
  await page.getByTestId('review').nth(4).click();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe('4 of 27 reviewed');
});

test('a button that was gone to after J is pressed by the space bar', async () => {
  const { page } = await openComparison(1);
  await page.keyboard.press('KeyJ');
  await page.getByTestId('mode-inline').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('mode-inline').getAttribute('aria-pressed')).toBe('true');
  expect(await page.getByTestId('reviewed').innerText()).toBe('0 of 27 reviewed');
});

test('a weight is given by W and by the mouse, and told beside the change', async () => {
  const { page } = await openComparison(2);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyW');
  await expect.poll(() => page.getByTestId('weigh-0').isChecked()).toBe(true);
  await page.getByTestId('weigh-3').check();
  await expect.poll(() => page.getByTestId('change').first().innerText()).toContain('Weight: Major');
});

test('N writes a note on the change at hand; escape gives it up and the focus is not lost', async () => {
  const { page } = await openComparison(2, { lang: 'ar' });
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyN');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('change-note-add');
  await page.getByTestId('change-note-add').click();
  await page.getByTestId('change-note-text').fill('أول استعمال لهذا الفعل');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => page.getByTestId('change-note').locator('textarea').inputValue())
    .toBe('أول استعمال لهذا الفعل');
  await expect.poll(() => page.getByTestId('change').first().innerText()).toContain('ملاحظة واحدة');
});

test('a note that was asked for and given up is not asked for again at the next change', async () => {
  const { page } = await openComparison(2);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyN');
  await page.getByTestId('change-note-text').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('change-note-text').waitFor({ state: 'detached' });
  const at = (): Promise<string> => page.getByTestId('position').innerText();
  for (const place of ['Change 2 of', 'Change 3 of']) {
    await page.keyboard.press('KeyJ');
    await expect.poll(at).toContain(place);
    expect(await page.getByTestId('change-note-text').count()).toBe(0);
  }
});

test.each([
  ['KeyW', 'Choose a change first: J goes to the next one.'],
  ['KeyN', 'Choose a change first: J goes to the next one.'],
  ['Space', 'Choose a change first: J goes to the next one.'],
  ['KeyS', 'Choose a passage first.'],
  ['KeyL', 'Choose a passage first.'],
  ['KeyG', 'Choose a passage first.'],
])('%s says what is missing where nothing is at hand', async (key, words) => {
  const { page } = await openComparison(1);
  await page.keyboard.press(key);
  await expect.poll(() => page.getByTestId('position').innerText()).toBe(words);
});

test('what is missing is said in the other language when that is chosen', async () => {
  const { page } = await openComparison(1);
  await page.keyboard.press('KeyW');
  const said = (): Promise<string> => page.getByTestId('position').innerText();
  await expect.poll(said).toContain('Choose a change first');
  await page.getByTestId('language-switch').click();
  await expect.poll(said).toContain('اختر');
});

test('G says that a passage has not moved', async () => {
  const { page } = await openComparison(1);
  await page.locator('[data-testid=row][data-kind=added] button').first().click();
  await page.keyboard.press('KeyG');
  await expect.poll(() => page.getByTestId('position').innerText()).toBe('This passage has not moved.');
});

test('passages are taken apart by the mouse, and together again when it is undone', async () => {
  const { page } = await openComparison(1);
  const before = await rows(page);
  const row = page.locator('[data-testid=row][data-kind=reworded]').first();
  const name = (await row.getAttribute('aria-label')) ?? '';
  await row.hover();
  await row.getByTestId('link').click();
  await page.getByTestId('link-part').click();
  await expect.poll(() => rows(page)).not.toEqual(before);
  expect((await rows(page)).some((one) => one.includes(name))).toBe(false);
  expect(await page.getByTestId('journal-notice').innerText()).toMatch(/¶\d+ → ¶\d+ taken apart by hand/);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => rows(page)).toEqual(before);
});

test('the passage at hand stays at hand when links before it change, by an act and when it is undone', async () => {
  const { page } = await openComparison(1);
  const atHand = (): Promise<string> =>
    page.locator('[data-testid=row][aria-current=true] [data-side=newer]').first().innerText();
  const row = page.locator('[data-testid=row][data-kind=reworded]').first();
  await row.hover();
  await row.getByTestId('link').click();
  const made = await row.locator('[data-side=newer]').first().innerText();
  await page.getByTestId('link-part').click();
  await expect
    .poll(() => page.locator('[data-testid=row][aria-current]').getAttribute('data-kind'))
    .toBe('added');
  expect(await atHand()).toBe(made);
  // The focus goes on from there.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-testid=row]')?.ariaCurrent))
    .toBe('true');
  const last = page.locator('[data-testid=row][data-kind=reworded]').last();
  await last.locator('button').first().click();
  const words = await atHand();
  const before = await rows(page);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => rows(page)).not.toEqual(before);
  await expect.poll(atHand).toBe(words);
});

test('the way back at the foot of the window keeps the focus, from undoing to doing again', async () => {
  const { page } = await openComparison(1);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Space');
  await page.getByTestId('journal-undo').focus();
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('journal-redo');
  // Pressed while the archive is still read again, it is not heard.
  await expect
    .poll(async () => {
      if ((await focused()) === 'journal-redo') await page.keyboard.press('Enter');
      return focused();
    })
    .toBe('journal-undo');
});

test('by the keyboard alone a passage is joined with a second paragraph, and said again to be for the comparison', async () => {
  const { page } = await openComparison(2, { lang: 'ar' });
  await page.getByTestId('run-toggle').first().click();
  const row = page.locator('[data-testid=row][data-kind=reworded]').first();
  const paragraph = Number(await row.locator('[data-side=older]').getAttribute('data-number'));
  await row.locator('button').first().focus();
  await page.keyboard.press('KeyL');
  await page.getByTestId('link-older').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByTestId('link-outcome').innerText()).toContain('مقطعا واحدا');
  await page.getByTestId('link-join').focus();
  await page.keyboard.press('Enter');
  const joined = page.locator('[data-testid=row][data-kind=merged]', {
    has: page.locator(`[data-side=older][data-number="${paragraph + 1}"]`),
  });
  await joined.waitFor();
  expect(await joined.locator('[data-side=older]').count()).toBe(2);
  expect(await joined.getAttribute('aria-current')).toBe('true');
  await page.keyboard.press('KeyL');
  await page.getByTestId('link-clear').click();
  await joined.waitFor({ state: 'detached' });
});

test.each(['en', 'ar'] as const)('the sheet of links in %s has no fault axe can find', async (lang) => {
  for (const theme of ['light', 'dark'] as const) {
    const { page } = await openComparison(2, { lang, theme });
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyL');
    await page.getByTestId('link-dialog').waitFor();
    // What floats stands at the end of the page, outside of its landmarks.
    expect(
      await faults(
        page,
        RULES.filter((rule) => rule !== 'best-practice'),
      ),
    ).toEqual([]);
  }
});

test('the filter of classes leaves the rows and changes of that class, and folds the rest', async () => {
  const { page } = await openComparison(2);
  await page.getByTestId('filter-class').click();
  await page.getByTestId('filter-class-act').check();
  await page.keyboard.press('Escape');
  const classes = await page
    .getByTestId('change')
    .evaluateAll((list) => [...new Set(list.map((change) => change.getAttribute('data-class')))]);
  expect(classes).toEqual(['act']);
  expect(await page.getByTestId('run-toggle').count()).toBeGreaterThan(0);
  await page.getByTestId('summary-clear').click();
  expect(await page.getByTestId('change').count()).toBeGreaterThan(classes.length);
});

test('C copies the passage at hand with its citation', async () => {
  const { page } = await openComparison(1);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('KeyC');
  expect(await page.getByTestId('position').innerText()).toBe('Choose a passage first.');
  const row = page.locator('[data-testid=row][data-kind=added]').first();
  await row.locator('button').first().click();
  await page.keyboard.press('KeyC');
  await expect.poll(() => page.getByTestId('position').innerText()).toBe('Copied with its citation');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const text = (await row.getByTestId('para').textContent()) ?? '';
  expect(copied.startsWith(`“${text}”\n`)).toBe(true);
  expect(copied).toMatch(/2026, ¶\d+/);
  const page_ = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const html = await (await item?.getType('text/html'))?.text();
    const read = new DOMParser().parseFromString(html ?? '', 'text/html').body;
    const quote = read.querySelector<HTMLElement>('blockquote');
    return {
      quote: quote?.textContent,
      dir: quote?.dir,
      lang: quote?.lang,
      names: read.querySelectorAll('bdi').length,
    };
  });
  expect(page_).toEqual({ quote: `“${text}”`, dir: 'ltr', lang: 'en', names: expect.any(Number) });
  expect(page_.names).toBeGreaterThan(2);
});

test('S shows the passage at hand in the statements of its series, and compares any two of them', async () => {
  const { page } = await openComparison(3, { lang: 'ar' });
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyS');
  const columns = page.getByTestId('strip-column');
  await columns.nth(1).waitFor();
  expect(await columns.locator('[aria-current], .txt').count()).toBeGreaterThan(1);
  // What floats stands at the end of the page, outside of its landmarks.
  expect(
    await faults(
      page,
      RULES.filter((rule) => rule !== 'best-practice'),
    ),
  ).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('strip').waitFor({ state: 'detached' });
});

test('more statements are asked for until there are no more, and the focus stays in the sheet', async () => {
  const { page } = await openComparison(1, { query: { more: '9' } });
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyS');
  const columns = page.getByTestId('strip-column');
  await columns.first().waitFor();
  const first = await columns.count();
  const more = page.getByTestId('strip-more');
  while (await more.isEnabled()) {
    const shown = await columns.count();
    await more.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => columns.count()).toBeGreaterThan(shown);
  }
  expect(await columns.count()).toBeGreaterThan(first);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-testid=strip]') !== null))
    .toBe(true);
});

test('a comparison is kept under a name, opened again from another pair, and dropped; each act can be undone', async () => {
  const { page, complaints } = await openComparison(1);
  await page.getByTestId('kept-open').click();
  await page.getByTestId('kept-none').waitFor();
  expect(await page.getByTestId('kept-keep').isDisabled()).toBe(true);
  await page.getByTestId('kept-name').fill('Before and after the truce');
  await page.keyboard.press('Enter');
  await page.getByTestId('kept-one').waitFor();
  expect(await page.getByTestId('kept-recall').innerText()).toContain('Before and after the truce');
  expect(await faults(page)).toEqual([]);
  await page.getByTestId('kept-close').click();

  const before = await page.getByTestId('older-picker').getAttribute('data-release');
  await page.getByTestId('swap').click();
  await expect.poll(() => page.getByTestId('older-picker').getAttribute('data-release')).not.toBe(before);
  await page.getByTestId('kept-open').click();
  await page.getByTestId('kept-recall').click();
  await expect.poll(() => page.getByTestId('older-picker').getAttribute('data-release')).toBe(before);

  await page.getByTestId('kept-open').click();
  await page.getByTestId('kept-drop').click();
  await page.getByTestId('kept-none').waitFor();
  expect(await page.getByTestId('journal-notice').innerText()).toContain('no longer kept');
  await page.getByTestId('kept-close').click();
  await page.keyboard.press('Control+KeyZ');
  await page.getByTestId('kept-open').click();
  await page.getByTestId('kept-one').waitFor();
  expect(complaints).toEqual([]);
});
