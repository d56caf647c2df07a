import { expect, test } from 'vitest';
import { openWindow, type Opened, type State } from './window';

/** A window on the Library screen. */
async function openLibrary(state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  await opened.page.getByTestId('screen-library').click();
  await opened.page.getByTestId('table-row').first().waitFor();
  return opened;
}

test('every release stands in the table, the newest first, and a click on a head sorts by it', async () => {
  const { page, complaints } = await openLibrary();
  expect(await page.getByTestId('library-count').innerText()).toBe('10 statements');
  const titles = (): Promise<string[]> => page.locator('[data-testid=table-row] .title').allInnerTexts();
  const before = await titles();
  await page.getByTestId('sort-title').click();
  await page.locator('[aria-sort=ascending] [data-testid=sort-title]').waitFor();
  const sorted = [...before].sort();
  await expect.poll(titles).toEqual(sorted);
  await page.getByTestId('sort-title').click();
  await page.locator('[aria-sort=descending] [data-testid=sort-title]').waitFor();
  // The head turns at once and the rows follow when the archive has answered.
  await expect.poll(async () => (await titles())[0]).toBe(sorted.at(-1));
  expect(complaints).toEqual([]);
});

test('a filter leaves only what fits, and a filter that nothing fits says so and leads back', async () => {
  const { page } = await openLibrary();
  await page.getByTestId('filter-lang').selectOption('ar');
  await page.getByTestId('library-count').getByText('5 statements', { exact: true }).waitFor();
  await page.getByTestId('filter-title').fill('no such title');
  await page.getByTestId('library-none-fit').waitFor();
  await page.getByTestId('library-none-fit').getByRole('button').click();
  await page.getByTestId('library-count').getByText('10 statements', { exact: true }).waitFor();
});

test('a table of 20,000 releases has only the rows in sight on the page, and its end can be reached', async () => {
  const { page } = await openLibrary({ query: { more: '20000' } });
  await page.getByTestId('library-count').getByText('20010 statements', { exact: true }).waitFor();
  expect(await page.getByTestId('table-row').count()).toBeLessThan(60);
  await page.getByTestId('table').focus();
  await page.keyboard.press('End');
  await page.locator('[data-testid=table-row][aria-rowindex="20011"][data-release]').waitFor();
  const last = page.locator('[data-testid=table-row][aria-rowindex="20011"]');
  expect(await last.getAttribute('aria-selected')).toBe('true');
  const [row, rows] = [await last.boundingBox(), await page.getByTestId('table-rows').boundingBox()];
  expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual((rows?.y ?? 0) + (rows?.height ?? 0) + 1);
});

test('a date can be a month, a wrong one is refused in words, and the change can be undone', async () => {
  const { page } = await openLibrary();
  const date = page.getByTestId('edit-date');
  const before = await date.inputValue();
  await date.fill('2026-02-30');
  await date.press('Tab');
  await page.locator('[role=alert]', { hasText: '2026-04-09' }).waitFor();
  await date.fill('2027-03');
  await date.press('Tab');
  const notice = page.getByTestId('journal-notice');
  await notice.waitFor();
  expect(await notice.innerText()).toContain('March 2027');
  await page.getByTestId('journal-undo').click();
  await notice.getByText('Undone').waitFor();
  await expect.poll(() => page.getByTestId('edit-date').inputValue()).toBe(before);
});

test('a release is deleted by its key and brought back by Ctrl Z, and Ctrl Shift Z deletes it again', async () => {
  const { page } = await openLibrary();
  await page.getByTestId('table').focus();
  await page.keyboard.press('Delete');
  await page.getByTestId('library-count').getByText('9 statements', { exact: true }).waitFor();
  await page.keyboard.press('Control+KeyZ');
  await page.getByTestId('library-count').getByText('10 statements', { exact: true }).waitFor();
  await page.keyboard.press('Control+Shift+KeyZ');
  await page.getByTestId('library-count').getByText('9 statements', { exact: true }).waitFor();
});

test('two releases that were picked are compared, the older one first', async () => {
  const { page } = await openLibrary();
  expect(await page.getByTestId('compare-picked').isEnabled()).toBe(false);
  await page.getByTestId('filter-series').selectOption('1');
  await page.getByTestId('library-count').getByText('2 statements', { exact: true }).waitFor();
  await page.getByTestId('table').focus();
  await page.keyboard.press('KeyX');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('KeyX');
  await page.getByTestId('compare-picked').click();
  await page.locator('[data-testid=document][data-older="1"][data-newer="2"]').waitFor();
});

test('an issuer is added, called otherwise and deleted, and each can be undone from the list of acts', async () => {
  const { page } = await openLibrary();
  await page.getByTestId('structure-open').click();
  await page.getByTestId('issuer-add').click();
  const form = page.getByTestId('issuer-new');
  expect(await form.getByRole('button', { name: 'Add' }).isEnabled()).toBe(false);
  await form.locator('[name=ar]').fill('مجلس السلم');
  await form.getByRole('button', { name: 'Add' }).click();
  await page.getByTestId('journal-notice').getByText('مجلس السلم').waitFor();
  const sheet = page.getByTestId('structure');
  await sheet.locator('form').last().locator('[name=en]').fill('Peace Council');
  await sheet.locator('form').last().getByRole('button', { name: 'Save' }).click();
  await sheet.locator('form').nth(4).waitFor();
  await page.getByTestId('structure-close').click();
  await page.getByTestId('archive-menu').click();
  expect(await page.getByTestId('undo').innerText()).toContain('Undo:');
  await page.getByTestId('journal-open').click();
  await page.getByTestId('journal-act').nth(1).getByRole('button').click();
  await expect.poll(() => page.getByTestId('journal-act').count()).toBe(0);
  expect(await page.locator('.rail').innerText()).not.toContain('Peace Council');
});

test('the original file is saved out again and its path told', async () => {
  const { page } = await openLibrary();
  await page.getByTestId('save-original').click();
  await page.getByTestId('details').getByText('statement.docx').last().waitFor();
  expect(await page.getByTestId('details').locator('[role=status]').innerText()).toContain('statement.docx');
});

test('in Arabic the forms of a date stand as they are typed', async () => {
  const { page } = await openLibrary({ lang: 'ar' });
  const said = await page.locator('#date-form').textContent();
  // Each in a direction of its own: after Arabic letters its parts would change places.
  for (const form of ['2026-04', '2026-04-09']) expect(said).toContain(`\u2066${form}\u2069`);
});

test('in Arabic acts and numbers are worded in Arabic', async () => {
  const { page } = await openLibrary({ lang: 'ar' });
  expect(await page.getByTestId('library-count').innerText()).toBe('10 بيانات');
  await page.getByTestId('table').focus();
  await page.keyboard.press('Delete');
  await page.getByTestId('journal-notice').getByText('حذف').waitFor();
});
