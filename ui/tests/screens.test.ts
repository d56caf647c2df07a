/** Every screen, in both languages and themes: axe, twice the usual size, the colours of the system, no motion. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openWindow } from './window';

/** The screens by the keys that lead to them, with what says that each is there. */
const SCREENS: readonly (readonly [string, string])[] = [
  ['Control+Digit1', 'library'],
  ['Control+Digit2', 'search'],
  ['Control+Digit3', 'document'],
  ['Control+Digit4', 'matrix'],
  ['Control+Digit5', 'timeline'],
  ['Control+Digit6', 'topics'],
  ['Control+KeyI', 'import'],
  ['Control+Comma', 'settings'],
  ['F1', 'help'],
];

async function reach(page: Page, key: string, there: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByTestId(there).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(['light', 'dark'] as const)('and %s no screen has a fault axe can find', async (theme) => {
    const { page, complaints } = await openWindow({ lang, theme, query: { opened: '' } });
    await page.getByTestId('row').first().waitFor();
    for (const [key, there] of SCREENS) {
      await reach(page, key, there);
      expect(await faults(page), there).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test('at twice the size nothing reaches over the edge and every screen is still there', async () => {
    // 1440 by 900 at 200 % is a page of 720 by 450.
    const { page } = await openWindow({ lang, width: 720, height: 450, query: { opened: '' } });
    await page.getByTestId('row').first().waitFor();
    for (const [key, there] of SCREENS) {
      await reach(page, key, there);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, there).toBeLessThanOrEqual(0);
      const heading = page.locator('main h1').first();
      expect(await heading.count(), there).toBe(1);
      // What is typed into has room for some words.
      const narrow = await page
        .locator('main :is(input[type=text], input[type=search], textarea)')
        .evaluateAll((fields) =>
          fields
            .filter((field) => field.checkVisibility() && field.getBoundingClientRect().width < 80)
            .map((field) => `${field.getAttribute('data-testid')} ${field.getBoundingClientRect().width}`),
        );
      expect(narrow, there).toEqual([]);
    }
  });
});

test('in the colours of the system every mark keeps its line and every box its edge', async () => {
  const { page } = await openWindow({ lang: 'ar', query: { opened: '' } });
  await page.getByTestId('row').first().waitFor();
  await page.emulateMedia({ forcedColors: 'active' });
  const lines = await page
    .locator('[data-testid=row] .txt :is(ins, del):not([data-kind])')
    .evaluateAll((marks) =>
      marks.map((mark) => {
        const { textDecorationLine, boxShadow, outlineStyle, borderStyle } = getComputedStyle(mark);
        return [textDecorationLine, boxShadow, outlineStyle, borderStyle].some(
          (value) => value !== 'none' && value !== '',
        );
      }),
    );
  expect(lines.length).toBeGreaterThan(0);
  const bare = await page.evaluate(
    () =>
      [
        ...document.querySelectorAll('[data-testid=row]:not(.is-added):not(.is-dropped) .txt :is(ins, del)'),
      ].filter((mark) => {
        const { textDecorationLine, outlineStyle } = getComputedStyle(mark);
        return textDecorationLine === 'none' && outlineStyle === 'none';
      }).length,
  );
  expect(bare, 'marks that only a colour told').toBe(0);
});

test.each([
  ['positions', '[data-testid=matrix-row] .swatch'],
  ['topics', '.bar i'],
])('in the colours of the system the topics on the screen %s keep theirs', async (screen, swatch) => {
  const { page } = await openWindow({ query: { opened: '' } });
  await page.getByTestId(`screen-${screen}`).click();
  const colour = (): Promise<string> =>
    page
      .locator(swatch)
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
  await page.locator(swatch).first().waitFor({ state: 'attached' });
  const before = await colour();
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await colour()).toBe(before);
});

test('in the colours of the system the screen and the series at hand are told from the others, words and icon alike', async () => {
  const { page } = await openWindow({ lang: 'ar', query: { opened: '' } });
  await page.getByTestId('row').first().waitFor();
  await page.emulateMedia({ forcedColors: 'active' });
  const looks = (of: string): Promise<{ ground: string; word: string; icon: string | null }> =>
    page.locator(of).evaluate((button) => {
      const icon = button.querySelector(':scope > svg');
      const { backgroundColor: ground, color: word } = getComputedStyle(button);
      return { ground, word, icon: icon === null ? null : getComputedStyle(icon).color };
    });
  const here = await looks('[data-testid=screen-compare]');
  const there = await looks('[data-testid=screen-timeline]');
  expect(here.ground).not.toBe(there.ground);
  expect(here.icon).toBe(here.word);
  const series = await looks('[data-testid^=series-][aria-current]');
  expect(series.ground).toBe(here.ground);
  expect(series.word).toBe(here.word);
});

test('where the person wants no motion nothing moves', async () => {
  const { page } = await openWindow({ query: { opened: '' } });
  await page.getByTestId('row').first().waitFor();
  await page.keyboard.press('KeyJ');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return [transitionDuration, animationDuration].some((value) => Number.parseFloat(value) > 0);
      }).length,
  );
  expect(moving).toBe(0);
});
