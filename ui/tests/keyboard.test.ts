import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openComparison } from './window';

/** Presses a key by its place, with the letter an Arabic layout has there. */
async function pressArabic(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([place, letter]) =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', {
          code: place ?? '',
          key: letter ?? '',
          bubbles: true,
          cancelable: true,
        }),
      ),
    [code, key],
  );
}

const position = (page: Page): Promise<string> => page.getByTestId('position').innerText();

test('J and K go through the changes and stop at the ends', async () => {
  const { page } = await openComparison(1);
  await page.keyboard.press('KeyK');
  expect(await position(page)).toBe('Change 27 of 27');
  await page.keyboard.press('KeyJ');
  expect(await position(page)).toBe('Change 27 of 27');
  for (let at = 0; at < 27; at += 1) await page.keyboard.press('KeyK');
  expect(await position(page)).toBe('Change 1 of 27');
  expect(await page.locator('[data-testid=row][aria-current=true]').count()).toBe(1);
});

test('keys go by their place, so an Arabic layout has them too', async () => {
  const { page } = await openComparison(2, { lang: 'ar' });
  await pressArabic(page, 'KeyJ', 'ت');
  expect(await position(page)).toBe('التغيير 1 من 24');
  await pressArabic(page, 'Digit2', '٢');
  expect(await page.getByTestId('mode-inline').getAttribute('aria-pressed')).toBe('true');
});

test('1, 2 and 3 choose the view', async () => {
  const { page } = await openComparison(1);
  for (const [key, mode] of [
    ['Digit2', 'inline'],
    ['Digit3', 'changes'],
    ['Digit1', 'side'],
  ] as const) {
    await page.keyboard.press(key);
    expect(await page.getByTestId(`mode-${mode}`).getAttribute('aria-pressed')).toBe('true');
  }
});

test('U opens and closes the run in sight, with Shift all of them', async () => {
  const { page } = await openComparison(1);
  const run = page.getByTestId('run-toggle').first();
  await page.keyboard.press('KeyU');
  expect(await run.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('KeyU');
  expect(await run.getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('Shift+KeyU');
  expect(await page.locator('[data-testid=run-toggle][aria-expanded=false]').count()).toBe(0);
});

test('G goes between the two ends of a move', async () => {
  const { page } = await openComparison(1);
  await page.locator('[data-testid=row][data-moved=up] button').first().click();
  await page.keyboard.press('KeyG');
  const old = page.getByTestId('departure');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'departure');
  expect(await old.isVisible()).toBe(true);
  await page.keyboard.press('KeyG');
  await page.waitForFunction(() => document.activeElement?.closest('[data-moved=up]') !== null);
});

test('brackets step the pair, X swaps it', async () => {
  const { page } = await openComparison(3);
  const shows = (older: number, newer: number): Promise<void> =>
    page.locator(`[data-testid=document][data-older="${older}"][data-newer="${newer}"]`).waitFor();
  await page.keyboard.press('BracketLeft');
  await shows(5, 6);
  await page.keyboard.press('BracketLeft');
  await page.keyboard.press('BracketRight');
  await shows(6, 7);
  await page.keyboard.press('KeyX');
  await shows(7, 6);
});

test('letters do nothing while a menu is open or with Ctrl', async () => {
  const { page } = await openComparison(1);
  await page.keyboard.press('Control+KeyJ');
  expect(await position(page)).toBe('27 changes');
  await page.getByTestId('theme-switch').click();
  await page.getByTestId('theme-dark').waitFor();
  await page.keyboard.press('KeyX');
  await page.keyboard.press('Escape');
  expect(await page.getByTestId('document').getAttribute('data-older')).toBe('1');
});

test('the focus is always seen', async () => {
  const { page } = await openComparison(1);
  const seen: string[] = [];
  for (let at = 0; at < 30; at += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const active = document.activeElement;
      if (active === null || active === document.body) return 'none';
      return getComputedStyle(active).outlineStyle;
    });
    seen.push(outline);
  }
  expect(seen.filter((style) => style === 'none')).toEqual([]);
});
