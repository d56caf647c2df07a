import { expect, test } from 'vitest';
import { openComparison } from './window';

test('the whole window works under the content security policy, and asks for nothing from outside', async () => {
  const { page, complaints, requests } = await openComparison(2, { lang: 'ar' });
  await page.getByTestId('older-picker').click();
  await page.getByTestId('release-option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('theme-switch').click();
  await page.getByTestId('theme-dark').click();
  await page.getByTestId('archive-menu').click();
  await page.getByTestId('undo').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('newer-prev').hover();
  await page.getByRole('tooltip').or(page.locator('.tip')).first().waitFor();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Digit3');
  expect(complaints).toEqual([]);
  const home = new URL(page.url()).origin;
  expect(requests.filter((address) => !address.startsWith(`${home}/`))).toEqual([]);
  expect(requests.some((address) => address.endsWith('.ttf'))).toBe(true);
});

test('the faces are asked for by the page, once each, and not when a text is laid out in them', async () => {
  const { page, requests } = await openComparison(2, { lang: 'ar' });
  const faces = requests.filter((address) => address.endsWith('.ttf'));
  expect(faces.length).toBeGreaterThan(5);
  expect(new Set(faces).size).toBe(faces.length);
  const asked = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.ttf'))
      .map((entry) => (entry as PerformanceResourceTiming).initiatorType),
  );
  expect(new Set(asked)).toEqual(new Set(['link']));
});
