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
  await page.keyboard.press('Escape');
  await page.getByTestId('newer-prev').hover();
  await page.getByRole('tooltip').or(page.locator('.tip')).first().waitFor();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Digit3');
  expect(complaints).toEqual([]);
  const home = new URL(page.url()).origin;
  expect(requests.filter((address) => !address.startsWith(`${home}/`))).toEqual([]);
  expect(requests.some((address) => address.endsWith('.woff2'))).toBe(true);
});

test('the faces are asked for with the page, once each, and are there when the comparison is first painted', async () => {
  const { page, requests } = await openComparison(2, { lang: 'ar' });
  const faces = requests.filter((address) => address.endsWith('.woff2'));
  expect(new Set(faces).size).toBe(faces.length);
  await page.waitForFunction(() => performance.getEntriesByName('readable').length > 0);
  const late = await page.evaluate(() => {
    const [readable] = performance.getEntriesByName('readable');
    const faces = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2'));
    return faces
      .filter(({ startTime, duration }) => startTime + duration > (readable?.startTime ?? 0))
      .map(({ name }) => name);
  });
  expect(faces.length).toBeGreaterThan(5);
  expect(late).toEqual([]);
});
