import { expect, test } from 'vitest';
import { openWindow } from './window';

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
  const texts = await page.getByTestId('para').allTextContents();
  await page.keyboard.press('Control+Comma');
  await page.getByTestId('setting-numerals-arabic-indic').check();
  await page.keyboard.press('Control+Digit3');
  await page.getByTestId('row').first().waitFor();
  for (const part of ['summary', 'reviewed', 'position'])
    expect(await page.getByTestId(part).innerText(), part).toMatch(/[٠-٩]/);
  for (const part of ['summary', 'reviewed', 'position'])
    expect(await page.getByTestId(part).innerText(), part).not.toMatch(/[0-9]/);
  expect(await page.getByTestId('para').allTextContents()).toEqual(texts);
});
