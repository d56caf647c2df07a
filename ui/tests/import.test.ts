import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openWindow, type Opened, type State } from './window';

async function openImport(state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  await opened.page.keyboard.press('Control+KeyI');
  await opened.page.getByTestId('import').waitFor();
  return opened;
}

const FILES = { brought: 'files' };

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  describe.each(['light', 'dark'] as const)('and %s', (theme) => {
    test('the list and the check of one item have no fault axe can find', async () => {
      const { page, complaints } = await openImport({ lang, theme, query: FILES });
      await page.getByTestId('check').waitFor();
      expect(await faults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test('an empty list, a place to paste and a broken off storing have none', async () => {
      const { page } = await openImport({ lang, theme, query: { brought: 'broken' } });
      await page.getByTestId('import-unfinished').waitFor();
      await page.getByTestId('paste').click();
      expect(await faults(page)).toEqual([]);
    });
  });
});

test('an archive without a statement leads to import from Welcome', async () => {
  const { page } = await openWindow({ query: { fresh: '' } });
  await page.getByTestId('welcome-import').click();
  await page.getByTestId('import-nothing').waitFor();
});

test('a pasted text is checked, split, joined and stored, and shown beside its predecessor', async () => {
  const { page, complaints } = await openImport();
  await page.getByTestId('paste').click();
  await page
    .getByTestId('paste-text')
    .fill('The council met.\nIt called for a ceasefire. It thanked its hosts.');
  await page.getByTestId('paste-take').click();
  await page.getByTestId('part').nth(1).waitFor();
  expect(await page.getByTestId('check-store').isDisabled()).toBe(true);
  await page.getByTestId('check-date').fill('آذار 2025');
  await page.getByTestId('check-date-means').getByText('March 2025').waitFor();

  const second = page.getByTestId('part-text').nth(1);
  await second.evaluate((field: HTMLTextAreaElement) => {
    field.focus();
    field.setSelectionRange(26, 26);
  });
  await page.keyboard.press('Enter');
  expect(await page.getByTestId('part').count()).toBe(3);
  await page.keyboard.press('Backspace');
  expect(await page.getByTestId('part').count()).toBe(2);
  await page.keyboard.type('x');
  expect(await second.inputValue()).toBe('It called for a ceasefire. It thanked its hosts.');
  await page.getByTestId('check-undo').click();
  expect(await page.getByTestId('part').count()).toBe(3);

  await page.getByTestId('check-store').click();
  await page.getByTestId('compare').waitFor();
  expect(complaints).toEqual([]);
});

test('rich text in the clipboard comes in wherever it is pasted on the screen', async () => {
  const { page } = await openImport();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', 'First paragraph\nSecond paragraph');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await page.getByTestId('part').nth(1).waitFor();
});

test('a near-duplicate is told with how many words differ, and becomes a revision unless said otherwise', async () => {
  const { page } = await openImport({ query: FILES });
  const alike = page.getByTestId('alike');
  expect(await alike.innerText()).toContain('3 words differ');
  expect(await page.getByTestId('fate-revision').isChecked()).toBe(true);
  expect(await page.getByTestId('check-store').innerText()).toContain('revision');
  await page.getByTestId('fate-new').check();
  expect(await page.getByTestId('check-store').innerText()).toBe('Store statement');
});

test('two readings of a number hold up storing until one is chosen', async () => {
  const { page } = await openImport({ query: FILES });
  await page.getByTestId('check').waitFor();
  expect(await page.getByTestId('check-store').isDisabled()).toBe(true);
  await page.getByTestId('reading-other').click();
  expect(await page.getByTestId('part-text').nth(1).inputValue()).toContain('240');
  expect(await page.getByTestId('check-store').isEnabled()).toBe(true);
});

test('a date that was read is told with its words and taken by a click', async () => {
  const { page } = await openImport({ query: FILES });
  await page.getByTestId('check-date-read').nth(1).click();
  await page.getByTestId('check-date-means').getByText('1 March 2025').waitFor();
  expect(await page.getByTestId('check').innerText()).toContain('1 رمضان 1446 هـ');
});

test('a file that could not be read says why and what to do, and those without doubts are stored at once', async () => {
  const { page } = await openImport({ query: FILES });
  const problem = page.getByTestId('import-problem').first();
  expect(await problem.innerText()).toContain('Its pages are pictures');
  expect(await problem.innerText()).toContain('OCR');
  await page.getByTestId('paste').waitFor();
  await page.getByTestId('import-items').locator('[data-state=clear]').waitFor();
  await page.getByTestId('accept').click();
  await page.getByTestId('import-stored').getByText('1 statement stored').waitFor();
  await page.getByTestId('import-undo').click();
  await page.getByTestId('import-stored').waitFor({ state: 'detached' });
});

test('what was changed is there again after another item and another screen, until it is stored or skipped', async () => {
  const { page, complaints } = await openImport({ query: FILES });
  const title = page.getByTestId('check-title');
  await title.fill('عنوان آخر');
  await page.getByTestId('leave-out').nth(3).click();
  await page.getByTestId('import-look').nth(1).click();
  await page.getByTestId('check').and(page.locator('[data-item="3"]')).waitFor();
  await page.getByTestId('screen-library').click();
  await page.getByTestId('library').waitFor();
  await page.getByTestId('screen-import').click();
  await page.getByTestId('check').and(page.locator('[data-item="3"]')).waitFor();
  await page.getByTestId('import-look').first().click();
  await page.getByTestId('check').and(page.locator('[data-item="1"]')).waitFor();
  expect(await title.inputValue()).toBe('عنوان آخر');
  expect(await page.locator('[data-testid=part][data-out=true]').count()).toBe(1);
  await page.getByTestId('check-undo').click();
  expect(await page.locator('[data-testid=part][data-out=true]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('one that was left without a date is not stored with the others', async () => {
  const { page } = await openImport({ query: FILES });
  await page.getByTestId('import-look').nth(1).click();
  await page.getByTestId('check').and(page.locator('[data-item="3"]')).waitFor();
  await page.getByTestId('check-date').fill('');
  await page.getByTestId('import-look').first().click();
  await page.getByTestId('accept').click();
  await page.getByTestId('import-stored').waitFor();
  expect(await page.locator('[data-testid=import-item][data-state=clear]').count()).toBe(1);
});

test('an archive among the files leads to where it is brought in, after a look', async () => {
  const { page, complaints } = await openImport({ query: FILES });
  await page.getByTestId('import-merge').click();
  await page.getByTestId('merge-seen').waitFor();
  expect(await page.getByTestId('merge-new').innerText()).toBe('2');
  expect(await faults(page)).toEqual([]);
  await page.getByTestId('bring-in').click();
  await page.locator('[data-testid=archive-outcome][data-kind=merged]').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByTestId('import-merge').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('what was taken off the list, one or all of it, can be put back', async () => {
  const { page } = await openImport({ query: FILES });
  const items = page.getByTestId('import-item');
  await items.first().waitFor();
  const all = await items.count();
  await items
    .first()
    .getByRole('button', { name: /^Remove / })
    .click();
  await expect.poll(() => items.count()).toBe(all - 1);
  expect(await page.getByTestId('import-taken-off').innerText()).toContain('One statement was taken off');
  await page.getByTestId('import-put-back').click();
  await expect.poll(() => items.count()).toBe(all);
  await page.getByTestId('import-clear').click();
  await expect.poll(() => items.count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await page.getByTestId('import-put-back').click();
  await expect.poll(() => items.count()).toBe(all);
  expect(await page.getByTestId('import-taken-off').count()).toBe(0);
});

test('another encoding shows the text anew', async () => {
  const { page } = await openImport({ query: FILES });
  await page.getByTestId('import-look').nth(1).click();
  await page.getByTestId('check-encoding').selectOption('UTF-8');
  await page.getByTestId('warnings').waitFor({ state: 'detached' });
});

test('a storing that was broken off says how far it came and goes on', async () => {
  const { page } = await openImport({ query: { brought: 'broken' } });
  expect(await page.getByTestId('import-unfinished').innerText()).toContain('7 of 9');
  await page.getByTestId('import-resume').click();
  await page.getByTestId('import-unfinished').waitFor({ state: 'detached' });
});

test('a source is followed, asked, and what is new there waits for the check', async () => {
  const { page, complaints } = await openImport();
  await page.getByTestId('source-add').click();
  await page.getByTestId('source-addresses').fill('statement');
  await page.getByTestId('source-keep').click();
  await page.locator('[data-code="fetch-not-an-address"]').waitFor();
  await page.getByTestId('source-addresses').fill('https://example.org/feed');
  await page.getByTestId('source-name').fill('Site of the council');
  await page.getByTestId('source-keep').click();
  await page.getByTestId('source').getByText('not asked yet').waitFor();
  await page.getByTestId('sources-check').click();
  await page.getByTestId('sources-found').getByText('1 statement is new').waitFor();
  await page
    .getByTestId('import-item')
    .getByText(/from .?Site of the council/)
    .waitFor();
  await page.getByTestId('check').waitFor();
  expect(await faults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('of a page that lists statements the links are shown first, and fetched when the person says so', async () => {
  const { page, complaints } = await openImport();
  await page.getByTestId('source-add').click();
  await page.getByTestId('source-addresses').fill('https://example.org/s');
  await page.getByTestId('source-kind-list').check();
  await page.getByTestId('source-keep').click();
  await page.getByTestId('source').getByText('list of statements').waitFor();
  await page.getByTestId('sources-check').click();
  await page.getByTestId('sources-found').getByText('2 statements are new').waitFor();
  expect(await page.locator('[data-testid=import-item][data-state=linked]').count()).toBe(2);
  expect(await page.getByTestId('import-further').count()).toBe(1);
  expect(await faults(page)).toEqual([]);
  await page.getByTestId('import-confirm').first().click();
  await page.locator('[data-testid=import-item][data-state=to-check]').waitFor();
  expect(await page.locator('[data-testid=import-item][data-state=linked]').count()).toBe(1);
  await page.getByTestId('import-further').click();
  await page.getByTestId('import-further').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('an address is fetched and checked', async () => {
  const { page } = await openImport();
  await page.getByTestId('fetch-address').fill('https://example.org/statement');
  await page.getByTestId('fetch').click();
  await page.getByTestId('check').waitFor();
  expect(await page.getByTestId('fetch-address').inputValue()).toBe('');
});
