/** The buttons that open something: their code is read late, which nobody who presses them may notice. */
import { expect, test } from 'vitest';
import { openComparison } from './window';

/** Those of Compare. */
const OPENERS = ['archive-menu', 'theme-switch', 'sort', 'older-picker', 'filter-class', 'origin'];

test.each(OPENERS)(
  '%s opens by Enter and is closed by Escape, which gives the focus back',
  async (testid) => {
    const { page, complaints } = await openComparison(1);
    const button = page.getByTestId(testid).first();
    const opened = page.locator('.menu');
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    for (let time = 0; time < 2; time++) {
      await button.focus();
      await page.keyboard.press('Enter');
      await opened.waitFor();
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Escape');
      await opened.waitFor({ state: 'detached' });
      expect(await button.getAttribute('aria-expanded')).toBe('false');
      await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    expect(complaints).toEqual([]);
  },
);

test.each(OPENERS)('%s opens by a click, beside its button, and is closed by the next', async (testid) => {
  const { page } = await openComparison(1);
  const button = page.getByTestId(testid).first();
  const opened = page.locator('.menu');
  await button.click();
  await opened.waitFor();
  const [from, to] = [await button.boundingBox(), await opened.boundingBox()];
  // Below it, or above it where there is no room below.
  const apart = Math.min(Math.abs(to!.y - from!.y - from!.height), Math.abs(from!.y - to!.y - to!.height));
  expect(apart).toBeLessThan(12);
  await button.click({ force: true });
  await opened.waitFor({ state: 'detached' });
});

test('what was pressed before its code was there opens once it is', async () => {
  let deliver = (): void => undefined;
  const held = new Promise<void>((resolve) => (deliver = resolve));
  const { page } = await openComparison(1, {
    before: (page) =>
      page.route(/ThemeMenuItems/, async (route) => {
        await held;
        await route.continue();
      }),
  });
  await page.getByTestId('theme-switch').click();
  expect(await page.getByRole('menu').count()).toBe(0);
  deliver();
  await page.getByTestId('theme-dark').click();
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
});

test('what cannot be read says so when it is asked for', async () => {
  const { page } = await openComparison(1, {
    before: (page) => page.route(/ArchiveMenuItems/, (route) => route.abort()),
  });
  await page.getByTestId('archive-menu').click();
  await page.getByTestId('problem').waitFor();
});
