import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { faults, RULES } from './axe';
import { openComparison, openWindow, type State } from './window';

async function openExport(state: State = {}): Promise<Page> {
  const { page } = await openComparison(2, state);
  await page.keyboard.press('Control+KeyE');
  await page.getByTestId('export-page').waitFor();
  return page;
}

const chosen = (page: Page): Promise<string> =>
  page.locator('[name=export-what]:checked').evaluate((input) => (input as HTMLInputElement).value);

test('Ctrl E on each screen offers first what it shows', async () => {
  const { page } = await openComparison(2);
  const places: [string, string][] = [
    ['compare', 'comparison'],
    ['positions', 'matrix'],
    ['timeline', 'timeline'],
    ['topics', 'timeline'],
  ];
  for (const [screen, what] of places) {
    await page.getByTestId(`screen-${screen}`).click();
    await page.getByTestId(screen).waitFor();
    await page.keyboard.press('Control+KeyE');
    await page.getByTestId('export-page').waitFor();
    expect(await chosen(page), screen).toBe(what);
    await page.getByTestId('export-close').click();
    await page.getByTestId('export-dialog').waitFor({ state: 'detached' });
  }
});

test('one Escape closes it and the focus is where it was, though the name of a button lies over it', async () => {
  const { page } = await openComparison(2);
  await page.getByTestId('change').first().focus();
  await page.keyboard.press('Control+KeyE');
  await page.getByTestId('export-page').waitFor();
  // Nobody asked for the name of the button that has the focus now.
  await page.getByTestId('export-close').waitFor();
  expect(await page.locator('.tip').count()).toBe(0);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await page.locator('.tip').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('export-dialog').waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('change');
});

test('a search, a formula and a release are exported from where they are shown', async () => {
  const { page } = await openWindow({ query: { opened: '' } });
  await page.getByTestId('screen-search').click();
  await page.getByTestId('search-field').fill('the');
  await page.getByTestId('overview').waitFor();
  await page.getByTestId('export').click();
  await page.getByTestId('export-page').waitFor();
  expect(await chosen(page)).toBe('search');
  await page.getByTestId('export-close').click();
  await page.getByTestId('hit').first().click();
  await page.getByTestId('release').waitFor();
  await page.getByTestId('export').click();
  await page.getByTestId('export-page').waitFor();
  expect(await chosen(page)).toBe('release');
  await page.getByTestId('export-close').click();
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('formula-field').fill('return');
  await page.getByTestId('formula-follow').click();
  await page.getByTestId('export-formula').click();
  await page.getByTestId('export-page').waitFor();
  expect(await chosen(page)).toBe('formula');
});

test('a format that is not offered stays in sight with the reason and cannot be chosen', async () => {
  const page = await openExport();
  const svg = page.getByTestId('export-format-svg');
  await expect.poll(() => svg.isDisabled()).toBe(true);
  expect(await svg.locator('xpath=..').innerText()).toContain('Only of a timeline or the matrix');
  await page.getByTestId('export-what-timeline').check({ force: true });
  await expect.poll(() => svg.isDisabled()).toBe(false);
  await expect.poll(() => page.getByTestId('export-format-tracked').isDisabled()).toBe(true);
});

test('what was chosen is kept, and is chosen at the next opening', async () => {
  const page = await openExport();
  await page.getByTestId('export-format-pdf').check({ force: true });
  await page.getByTestId('export-labels-ar').check();
  await page.getByTestId('export-include-unchanged').check();
  await expect.poll(() => page.getByTestId('export-page').getAttribute('dir')).toBe('rtl');
  await expect.poll(() => page.getByTestId('export-name').inputValue()).toMatch(/\.pdf$/);
  await page.keyboard.press('Escape');
  await page.getByTestId('export-dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+KeyE');
  await page.getByTestId('export-page').waitFor();
  expect(await page.getByTestId('export-format-pdf').isChecked()).toBe(true);
  expect(await page.getByTestId('export-labels-ar').isChecked()).toBe(true);
  expect(await page.getByTestId('export-include-unchanged').isChecked()).toBe(true);
});

test('a document is made, and one that is there is replaced only after a yes', async () => {
  const page = await openExport();
  await page.getByTestId('export-name').fill('minister.docx');
  await page.getByTestId('export-name').press('Enter');
  const done = page.getByTestId('export-done');
  await done.waitFor();
  expect(await done.getAttribute('data-path')).toContain('minister.docx');
  await page.getByTestId('export-open-file').click();
  await page.getByTestId('export-make').click();
  await page.locator('[data-testid=problem][data-code=export-exists]').waitFor();
  await page.getByTestId('export-replace').click();
  await done.waitFor();
});

test('a page that was read is not read again for itself', async () => {
  const page = await openExport();
  const changes = await page.getByTestId('export-page').evaluate(
    (shown) =>
      new Promise<number>((resolve) => {
        let seen = 0;
        new MutationObserver((records) => (seen += records.length)).observe(shown, {
          attributeFilter: ['aria-busy'],
        });
        setTimeout(() => resolve(seen), 1000);
      }),
  );
  expect(changes).toBeLessThanOrEqual(1);
});

test('a name is written undisturbed while the page is read again, and takes its ending when the document is made', async () => {
  const page = await openExport({ query: { delay: '60' } });
  const name = page.getByTestId('export-name');
  await name.fill('');
  await page.getByTestId('export-include-notes').click();
  await name.pressSequentially('for the minister', { delay: 40 });
  expect(await name.inputValue()).toBe('for the minister');
  await page.getByTestId('export-format-html').check({ force: true });
  await expect.poll(() => name.inputValue()).toBe('for the minister.html');
  await name.fill('brief');
  await page.getByTestId('export-make').click();
  await page.getByTestId('export-done').waitFor();
  expect(await page.getByTestId('export-done').getAttribute('data-path')).toMatch(/brief\.html$/);
});

test.each([
  ['a?.docx', 'export-name'],
  ['full.docx', 'disk-full'],
  ['locked.docx', 'export-file-open'],
])('the name %s is refused in words', async (name, code) => {
  const page = await openExport({ lang: 'ar' });
  await page.getByTestId('export-name').fill(name);
  await page.getByTestId('export-make').click();
  const problem = page.locator(`[data-testid=problem][data-code=${code}]`);
  await problem.waitFor();
  expect((await problem.innerText()).length).toBeGreaterThan(30);
});

test('an export goes on when the dialog is closed, is told of, and can be called off', async () => {
  const page = await openExport({ query: { delay: '400' } });
  await page.getByTestId('export-make').click();
  await page.getByTestId('export-progress').waitFor();
  await page.getByTestId('export-close').click();
  await page.getByTestId('export-notice').waitFor();
  await page.getByTestId('export-done').waitFor();
  await page.keyboard.press('Control+KeyE');
  await page.getByTestId('export-page').waitFor();
  await page.getByTestId('export-name').fill('other.docx');
  await page.getByTestId('export-make').click();
  await page.getByTestId('export-cancel').click();
  await page.getByTestId('export-called-off').waitFor();
});

test.each([
  ['en', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
  ['ar', 'dark'],
] as const)('the dialog has no fault axe can find, in %s and %s', async (lang, theme) => {
  const page = await openExport({ lang, theme });
  await page.getByTestId('export-make').click();
  await page.getByTestId('export-done').waitFor();
  // A dialog stands at the end of the page, outside of its landmarks.
  expect(
    await faults(
      page,
      RULES.filter((tag) => tag !== 'best-practice'),
    ),
  ).toEqual([]);
});

test('nothing stands outside of the dialog, in a small window too', async () => {
  for (const lang of ['en', 'ar'] as const) {
    const page = await openExport({ lang, width: 1060, height: 720 });
    const over = await page
      .locator('[data-testid=export-dialog] footer > *, [data-testid=export-dialog] section')
      .evaluateAll((parts) => {
        const dialog = document.querySelector('[data-testid=export-dialog]')?.getBoundingClientRect();
        return parts.filter((part) => {
          const box = part.getBoundingClientRect();
          return (
            dialog !== undefined &&
            box.width > 0 &&
            (box.left < dialog.left - 1 || box.right > dialog.right + 1)
          );
        }).length;
      });
    expect(over, lang).toBe(0);
  }
});
