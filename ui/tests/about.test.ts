import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openWindow, type Opened, type State } from './window';

/** A window on the About screen. */
async function openAbout(state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  await opened.page.getByTestId('archive-menu').click();
  await opened.page.getByTestId('open-about').click();
  await opened.page.getByTestId('part').first().waitFor();
  return opened;
}

const answer = (page: Page): Promise<string> => page.getByTestId('update-answer').innerText();

test('the licence of every part and the notices of the sample can be read', async () => {
  const { page, complaints } = await openAbout();
  const texts = new Set<string>();
  for (const part of await page.getByTestId('part').all()) {
    await part.click();
    await expect.poll(() => part.getAttribute('aria-current')).toBe('true');
    texts.add(await page.getByTestId('licence-text').innerText());
  }
  expect(texts.size).toBe(await page.getByTestId('part').count());
  expect([...texts].join('\n')).toContain('public domain');
  expect(complaints).toEqual([]);
});

test('a copy that was built from its sources says that it knows no newer versions', async () => {
  const { page } = await openAbout({ query: { unreleased: '' } });
  await page.getByTestId('no-updates').waitFor();
  expect(await page.getByTestId('check-updates').count()).toBe(0);
});

test('a copy without the updater only opens the page of the releases', async () => {
  const { page } = await openAbout();
  await page.getByTestId('check-updates').click();
  expect(await page.getByTestId('update-answer').count()).toBe(0);
  expect(await page.getByTestId('install-update').count()).toBe(0);
});

test('a copy with the updater asks when told to, installs when told again, and can be called off', async () => {
  const { page, complaints } = await openAbout({ query: { update: 'newer' } });
  expect(await answer(page)).toBe('');
  await page.getByTestId('check-updates').click();
  await page.getByTestId('install-update').waitFor();
  expect(await answer(page)).toContain('Version 9.9.9 is there.');
  expect(await page.getByTestId('update-notes').innerText()).toContain('البيانات بالفرنسية');
  await page.getByTestId('install-update').click();
  await page.getByText('5.0 of 10.0 MB').waitFor();
  await page.getByTestId('cancel-update').click();
  await expect.poll(() => answer(page)).toContain('stays as it is');
  expect(complaints).toEqual([]);
});

test('the newest version is told as such', async () => {
  const { page } = await openAbout({ lang: 'ar', query: { update: 'newest' } });
  await page.getByTestId('check-updates').click();
  await expect.poll(() => answer(page)).toBe('هذا أحدث إصدار.');
});

test('what is not reached, and what is not signed rightly, is told with what to do', async () => {
  const unreached = await openAbout({ query: { update: 'unreached' } });
  await unreached.page.getByTestId('check-updates').click();
  await unreached.page.getByText('The newer version was not fetched').waitFor();
  const untrusted = await openAbout({ query: { update: 'untrusted' } });
  await untrusted.page.getByTestId('check-updates').click();
  await untrusted.page.getByTestId('install-update').click();
  await untrusted.page.getByText('not signed by its makers').waitFor();
  // It can be tried again: nothing was installed.
  await untrusted.page.getByTestId('install-update').waitFor();
});

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(['light', 'dark'] as const)('and %s axe finds no fault', async (theme) => {
    const { page } = await openAbout({ lang, theme, query: { update: 'newer' } });
    await page.getByTestId('part').first().click();
    await page.getByTestId('check-updates').click();
    await page.getByTestId('install-update').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
