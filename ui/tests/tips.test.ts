/** What the buttons without words say of themselves. */
import { expect, test } from 'vitest';
import { openComparison } from './window';

test('a button says its name and its key to whoever stays on it, and the next one at once', async () => {
  const { page } = await openComparison(1);
  await page.getByTestId('swap').hover();
  const tip = page.locator('.tip');
  await tip.waitFor();
  expect(await tip.innerText()).toMatch(/Swap[\s\S]*X/);
  expect(await page.getByTestId('swap').getAttribute('aria-describedby')).toBe(await tip.getAttribute('id'));
  await page.getByTestId('kept-open').hover();
  await expect.poll(() => tip.innerText()).not.toMatch(/Swap/);
  expect(await page.getByTestId('swap').getAttribute('aria-describedby')).toBeNull();
  await page.getByTestId('position').hover();
  await tip.waitFor({ state: 'detached' });
});

test('a button that cannot be used now says why', async () => {
  const { page } = await openComparison(1);
  await page.getByTestId('newer-next').hover();
  await page.locator('.tip small').waitFor();
  expect(await page.locator('.tip small').innerText()).not.toBe('');
});

test('a button says its name when a key brings the focus to it, and no more when one is pressed there', async () => {
  const { page } = await openComparison(1);
  const tip = page.locator('.tip');
  await page.getByTestId('older-prev').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await tip.waitFor();
  await page.keyboard.press('Enter');
  await tip.waitFor({ state: 'detached' });
});

test('a dialog that a key opens does not begin with the name of its first button', async () => {
  const { page } = await openComparison(1);
  // By then the tooltip is there for whoever asks for it.
  await page.getByTestId('swap').hover();
  await page.locator('.tip').waitFor();
  await page.keyboard.press('Shift+Slash');
  await page.getByTestId('keys-sheet').waitFor();
  await page.waitForTimeout(600);
  expect(await page.locator('.tip').count()).toBe(0);
});
