import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openWindow, type State } from './window';

/** Opens the window with an archive, and the sheet about it from the archive's menu. */
async function openSheet(state: State = {}): Promise<{ page: Page; complaints: string[] }> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  await opened.page.getByTestId('archive-menu').click();
  await opened.page.getByTestId('archive-sheet-open').click();
  await opened.page.getByTestId('copy').first().waitFor();
  return opened;
}

const outcome = (page: Page, kind: string): Promise<string> =>
  page.locator(`[data-testid=archive-outcome][data-kind=${kind}]`).innerText();

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(['light', 'dark'] as const)('and %s the sheet has no fault axe can find', async (theme) => {
    const { page, complaints } = await openSheet({ lang, theme });
    await page.getByTestId('copy').first().getByRole('button').click();
    await page.getByTestId('copy-seen').waitFor();
    await page.getByTestId('look-at-merge').click();
    await page.getByTestId('merge-seen').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a copy is made, looked into and put in the place of the archive', async () => {
    const { page, complaints } = await openSheet({ lang });
    await page.getByTestId('back-up').click();
    expect(await outcome(page, 'backed-up')).toContain('2026');
    await expect.poll(() => page.getByTestId('copy').count()).toBe(3);
    await page.getByTestId('copy').first().getByRole('button').click();
    await page.getByTestId('copy-seen').waitFor();
    await page.getByTestId('restore').click();
    expect(await outcome(page, 'restored')).toContain('archive.replaced.bayan');
    expect(complaints).toEqual([]);
  });
});

test('after work the focus is on the button that began it', async () => {
  const { page } = await openSheet({ query: { delay: '150' } });
  await page.getByTestId('back-up').focus();
  await page.keyboard.press('Enter');
  await outcome(page, 'backed-up');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('back-up');
});

test('a check that is called off says so, and one that ends says what was found', async () => {
  const { page } = await openSheet({ query: { delay: '150' } });
  await page.getByTestId('check').click();
  await page.getByTestId('archive-cancel').click();
  expect(await outcome(page, 'called-off')).toContain('Nothing has changed');
  await page.getByTestId('check').click();
  expect(await outcome(page, 'checked')).toContain('Everything is as it was stored');
});

test('what is new in a colleague’s archive is shown before it is brought in, and the act can be undone', async () => {
  const { page } = await openSheet();
  await page.getByTestId('look-at-merge').click();
  expect(await page.getByTestId('merge-new').innerText()).toBe('2');
  expect(await page.getByTestId('merge-same').innerText()).toBe('8');
  expect(await page.getByTestId('merge-conflict').count()).toBe(2);
  await page.getByTestId('bring-in').click();
  expect(await outcome(page, 'merged')).toContain('colleague');
  await page.keyboard.press('Escape');
  await page.getByTestId('archive-menu').click();
  expect(await page.getByTestId('undo').innerText()).toContain('colleague.bayan');
});

test('a series is handed over as a file of its own', async () => {
  const { page } = await openSheet();
  await page.getByTestId('hand-over-series').selectOption({ index: 1 });
  await page.getByTestId('hand-over').click();
  expect(await outcome(page, 'exported')).toContain('handed');
});

test('an archive that was open before is opened from the menu', async () => {
  const { page } = await openWindow({ query: { opened: '' } });
  await page.getByTestId('archive-menu').click();
  await page.getByTestId('archive-recent').first().click();
  await expect.poll(() => page.getByTestId('archive-menu').innerText()).toContain('متابعة المجلس');
});

test('an archive that can only be read is said to be, and offers nothing that would write to it', async () => {
  const { page } = await openSheet({ query: { 'read-only': '' } });
  expect(await page.getByTestId('read-only').innerText()).toContain('write-protected');
  expect(await page.getByTestId('look-at-merge').count()).toBe(0);
});

test.each([
  ['en', 'newer version of Bayan'],
  ['ar', 'إصدار أحدث من بيان'],
] as const)('an archive of a newer version is said to be, and is only read: %s', async (lang, said) => {
  const { page } = await openSheet({ lang, query: { newer: '' } });
  expect(await page.getByTestId('read-only').innerText()).toContain(said);
  expect(await page.getByTestId('sheet-read-only').innerText()).toContain(said);
  expect(await page.getByTestId('look-at-merge').count()).toBe(0);
});

test('an archive on another computer’s drive is warned of until the reader has heard it', async () => {
  const { page } = await openWindow({ query: { opened: '', network: '' } });
  await page.getByTestId('place-warning').getByRole('button').click();
  await expect.poll(() => page.getByTestId('place-warning').count()).toBe(0);
});

test.each([
  ['altered', 'not the one that was stored', 'An earlier copy'],
  ['damaged', 'is damaged', 'Put a copy from before'],
  ['uncopied', 'daily copy could not be made', 'disk'],
])('what the look after opening finds is told with its cure: %s', async (care, what, cure) => {
  const { page } = await openWindow({ query: { opened: '', care } });
  const told = page.getByTestId('archive-found');
  await told.waitFor();
  expect(await told.innerText()).toContain(what);
  expect(await told.innerText()).toContain(cure);
  await page.getByTestId('found-open').click();
  await page.getByTestId('archive-sheet').waitFor();
});

test('where nothing is wrong nothing is said', async () => {
  const { page } = await openWindow({ query: { opened: '' } });
  await page.getByTestId('row').first().waitFor();
  expect(await page.getByTestId('archive-found').count()).toBe(0);
  expect(await page.getByTestId('read-only').count()).toBe(0);
  expect(await page.getByTestId('place-warning').count()).toBe(0);
});

test('a damaged archive leads from its words to its copies, and to saving what is left', async () => {
  const { page } = await openWindow({ query: { problem: 'archive-damaged' } });
  await page.getByTestId('rescue').click();
  await page.getByTestId('copy').first().waitFor();
  expect(await page.getByTestId('archive-file').innerText()).toContain('archive.bayan');
  await page.getByTestId('salvage').click();
  expect(await outcome(page, 'salvaged')).toContain('Lost: statements 2');
});
