import { expect, test } from 'vitest';
import { laidOut, openWindow } from './window';

test('months, digits and the size of texts are in force at once and everywhere', async () => {
  const { page, complaints } = await openWindow({ lang: 'ar', query: { opened: '' } });
  const size = (): Promise<string> =>
    page
      .locator('.txt')
      .first()
      .evaluate((text) => getComputedStyle(text).fontSize);
  await page.getByTestId('row').first().waitFor();
  const before = Number.parseFloat(await size());
  await page.keyboard.press('Control+Comma');
  const sample = page.getByTestId('date-sample').locator('bdi');
  expect(await sample.innerText()).toBe('9 نيسان 2026');
  await page.getByTestId('setting-months-international').check();
  await page.getByTestId('setting-numerals-arabic-indic').check();
  expect(await sample.innerText()).toBe('٩ أبريل ٢٠٢٦');
  await page.getByTestId('setting-hijri-yes').check();
  expect(await sample.innerText()).toContain('شوال');
  await page.getByTestId('setting-size-huge').check();
  await page.getByTestId('screen-compare').click();
  await page.getByTestId('row').first().waitFor();
  expect(Number.parseFloat(await size())).toBeCloseTo(before * 1.3, 1);
  await page.getByTestId('screen-library').click();
  await page.locator('[data-testid=table-row] .date', { hasText: 'أبريل' }).first().waitFor();
  expect(complaints).toEqual([]);
});

test('fewer copies than are safe cannot be asked for', async () => {
  const { page } = await openWindow({ query: { opened: '' } });
  await page.getByTestId('screen-settings').click();
  await page.getByTestId('setting-kept').fill('2');
  await page.getByTestId('setting-kept').press('Tab');
  await expect.poll(() => page.getByTestId('setting-kept').inputValue()).toBe('7');
});

test('Arabic-Indic digits are in counts and messages, and never in a text', async () => {
  const { page } = await openWindow({ lang: 'ar', query: { opened: '' } });
  await page.getByTestId('row').first().waitFor();
  await laidOut(page);
  const texts = await page.getByTestId('para').allTextContents();
  await page.keyboard.press('Control+Comma');
  await page.getByTestId('setting-numerals-arabic-indic').check();
  await page.keyboard.press('Control+Digit3');
  await page.getByTestId('row').first().waitFor();
  await laidOut(page);
  for (const part of ['summary', 'reviewed', 'position'])
    expect(await page.getByTestId(part).innerText(), part).toMatch(/[٠-٩]/);
  for (const part of ['summary', 'reviewed', 'position'])
    expect(await page.getByTestId(part).innerText(), part).not.toMatch(/[0-9]/);
  expect(await page.getByTestId('para').allTextContents()).toEqual(texts);
});

/** What the window says with digits of Europe in it, outside of texts, of what is typed and of what is given as an example. */
const european = (): string[] => {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const apart = '.txt, kbd, script, style, [lang=en], .version, #date-form';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const host = node.parentElement;
    const said = node.textContent ?? '';
    if (host === null || host.closest(apart) !== null || !host.checkVisibility()) continue;
    if (/[0-9]/.test(said) && !/SHA-256|الرقمان 2 و ٢|~2/.test(said)) found.push(said.trim());
  }
  const named = [
    ...document.querySelectorAll('button[aria-label], a[aria-label], [role=gridcell][aria-label]'),
  ];
  return [...found, ...named.map((one) => one.ariaLabel ?? '').filter((said) => /[0-9]/.test(said))];
};

test('in Arabic-Indic digits no screen has any other, and dates are in the chosen months on all of them', async () => {
  const { page, complaints } = await openWindow({ lang: 'ar', query: { opened: '', topics: '' } });
  await page.getByTestId('row').first().waitFor();
  await page.keyboard.press('Control+Comma');
  await page.getByTestId('setting-months-international').check();
  await page.getByTestId('setting-numerals-arabic-indic').check();
  for (const [key, there, date] of [
    ['Digit1', 'table-row', '٩ أبريل ٢٠٢٦'],
    ['Digit2', 'search-field', ''],
    ['Digit3', 'row', '٩ أبريل ٢٠٢٦'],
    ['Digit4', 'matrix-row', '٩ أبريل ٢٠٢٦'],
    ['Digit5', 'mention', '٩ أبريل ٢٠٢٦'],
    ['Digit6', 'match', '٩ أبريل ٢٠٢٦'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await page.getByTestId(there).first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    expect(await page.evaluate(european), there).toEqual([]);
    expect(await page.locator('main').innerText(), there).toContain(date);
  }
  // Under the chart the day and the month, the year once below them.
  await page.keyboard.press('Control+Digit5');
  await page.getByTestId('mention').first().waitFor();
  expect(await page.locator('[data-testid=chart] .drawing .date').allInnerTexts()).toEqual([
    '٦ فبراير',
    '٢٠٢٦',
    '٩ أبريل',
  ]);
  expect(complaints).toEqual([]);
});
