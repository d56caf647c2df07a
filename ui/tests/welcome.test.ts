import { describe, expect, test } from 'vitest';
import { openWindow } from './window';

test('the sample archive opens from Welcome and shows the latest two statements of the first series', async () => {
  const { page, complaints } = await openWindow();
  await page.getByTestId('open-sample').click();
  const comparison = page.getByTestId('document');
  await comparison.waitFor();
  expect(await comparison.getAttribute('data-series')).toBe('1');
  expect(await comparison.getAttribute('data-older')).toBe('1');
  expect(await comparison.getAttribute('data-newer')).toBe('2');
  expect(complaints).toEqual([]);
});

test('opening shows how far it is, and can be called off', async () => {
  const { page } = await openWindow({ query: { delay: '400' } });
  await page.getByTestId('open-sample').click();
  await page
    .getByTestId('progress')
    .getByText(/^\d of 10 statements$/)
    .waitFor();
  await page.getByTestId('cancel').click();
  await page.getByTestId('open-sample').waitFor();
  expect(await page.getByTestId('problem').count()).toBe(0);
});

test('another archive can be chosen', async () => {
  const { page } = await openWindow();
  await page.getByTestId('open-archive').click();
  await page.getByTestId('shell').waitFor();
  expect(await page.getByTestId('archive-menu').innerText()).toContain('foreign-relations');
});

describe('a problem with an archive', () => {
  test('is told at the start, names the file, and leaves the ways on', async () => {
    const { page } = await openWindow({ query: { problem: 'archive-newer' } });
    const problem = page.getByTestId('problem');
    const path = await problem.locator('bdi').first().innerText();
    expect(path.replaceAll('\u200e', '')).toBe('/home/l/وثائق/archive.bayan');
    expect(await problem.innerText()).toContain('newer version');
    expect(await page.getByTestId('open-sample').isEnabled()).toBe(true);
  });

  test('is told in Arabic too', async () => {
    const { page } = await openWindow({ lang: 'ar', query: { problem: 'archive-not-an-archive' } });
    expect(await page.getByTestId('problem').innerText()).toContain('ليس من ملفات أرشيف بيان');
  });

  test('is told when the chosen file can’t be opened', async () => {
    const { page } = await openWindow({ query: { problem: 'archive-damaged' } });
    await page.getByTestId('open-archive').click();
    await page.locator('[data-testid=problem][data-code=archive-damaged]').waitFor();
  });

  test('inside the shell stands above the screen and can be closed', async () => {
    const { page } = await openWindow({ query: { opened: '', problem: 'archive-in-use' } });
    await page.getByTestId('archive-menu').click();
    await page.getByTestId('archive-open-another').click();
    const problem = page.getByTestId('problem');
    await problem.waitFor();
    await problem.getByRole('button', { name: 'Close' }).click();
    expect(await problem.count()).toBe(0);
    expect(await page.getByTestId('row').count()).toBeGreaterThan(0);
  });
});

test('the language switch turns the frame round and back', async () => {
  const { page } = await openWindow();
  const root = page.locator('html');
  expect([await root.getAttribute('lang'), await root.getAttribute('dir')]).toEqual(['en', 'ltr']);
  await page.getByTestId('language-switch').click();
  expect([await root.getAttribute('lang'), await root.getAttribute('dir')]).toEqual(['ar', 'rtl']);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('ما الذي تغيّر بين بيان وآخر');
  await page.getByTestId('language-switch').click();
  expect(await root.getAttribute('dir')).toBe('ltr');
});

test('the theme follows the choice, and the system when told to', async () => {
  const { page } = await openWindow({ theme: 'light' });
  const root = page.locator('html');
  await page.getByTestId('theme-switch').click();
  await page.getByTestId('theme-dark').click();
  expect(await root.getAttribute('data-theme')).toBe('dark');
  await page.getByTestId('theme-switch').click();
  await page.getByTestId('theme-system').click();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme=light]').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme=dark]').waitFor();
});

test.each([
  ['Welcome', {}],
  ['the shell', { opened: '' }],
])('settings that can’t be kept are told on %s, and the choice holds', async (_, query) => {
  const { page } = await openWindow({
    theme: 'light',
    query: { ...query, 'save-problem': 'settings-not-written' },
  });
  await page.getByTestId('theme-switch').click();
  await page.getByTestId('theme-dark').click();
  const problem = page.getByTestId('problem');
  await problem.waitFor();
  expect(await problem.innerText()).toContain('The settings could not be saved');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await problem.getByRole('button', { name: 'Close' }).click();
  expect(await problem.count()).toBe(0);
});
