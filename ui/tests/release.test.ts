import { expect, test } from 'vitest';
import { openWindow, type Opened, type State } from './window';

async function openRelease(series: number, state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  const { page } = opened;
  await page.getByTestId('screen-library').click();
  await page.getByTestId('filter-series').selectOption(String(series));
  await page.locator('[data-testid=table-row]').first().waitFor();
  await page.getByTestId('details-read').click();
  await page.getByTestId('release-paragraph').first().waitFor();
  return opened;
}

test('a release is read with its numbers, and the keys lead to its neighbours', async () => {
  const { page, complaints } = await openRelease(1);
  const screen = page.getByTestId('release');
  expect(await screen.getAttribute('data-release')).toBe('2');
  expect(await page.getByTestId('release-paragraph').count()).toBe(14);
  await page.keyboard.press('BracketLeft');
  await page.locator('[data-testid=release][data-release="1"]').waitFor();
  expect(await page.getByTestId('release-before').getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('BracketRight');
  await page.locator('[data-testid=release][data-release="2"]').waitFor();
  await page.getByTestId('release-compare').click();
  await page.locator('[data-testid=document][data-older="1"][data-newer="2"]').waitFor();
  expect(complaints).toEqual([]);
});

test('a note on a paragraph is kept, changed, taken away and brought back', async () => {
  const { page } = await openRelease(2, { lang: 'ar' });
  await page.getByTestId('note-2').click();
  await page.getByTestId('note-text').fill('أقوى من قبل');
  await page.getByTestId('note-keep').click();
  const note = page.locator('[data-paragraph="2"] [data-testid=note] textarea');
  await note.waitFor();
  await note.fill('أشد');
  await note.press('Tab');
  await page.getByTestId('journal-notice').waitFor();
  await page.locator('[data-testid=note] button').click();
  await expect.poll(() => page.getByTestId('note').count()).toBe(0);
  await page.getByTestId('journal-undo').click();
  await expect.poll(() => note.inputValue()).toBe('أشد');
});

test('an earlier text of a release is shown and said to be one', async () => {
  const { page } = await openRelease(1);
  await page.getByTestId('release-revision').selectOption('0');
  await page.getByText('This is an earlier text').waitFor();
  expect(await page.getByTestId('release-paragraph').count()).toBe(1);
});
