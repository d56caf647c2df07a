/** Round the screens: the command box, the sheet of keys, the native menu, panes, the guide, letters turned off. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { MenuPart } from '../src/ipc/types';
import { faults, FLOATING } from './axe';
import { openComparison, openWindow } from './window';

interface Menu {
  shown: () => MenuPart[];
  choose: (id: string) => void;
  printed: () => number;
  title: () => string;
}

const menuOf = (page: Page): Promise<MenuPart[]> =>
  page.evaluate(() => (window as unknown as { bayanMenu: Menu }).bayanMenu.shown());
const choose = (page: Page, id: string): Promise<void> =>
  page.evaluate((chosen) => (window as unknown as { bayanMenu: Menu }).bayanMenu.choose(chosen), id);
const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[data-pane]')?.className.split(' ')[0]);

describe('the command box', () => {
  test('goes to a screen by the first letters of its name, with the keyboard alone', async () => {
    const { page } = await openComparison(1);
    await page.keyboard.press('Control+KeyK');
    await page.getByTestId('palette-field').fill('timel');
    await page.keyboard.press('Enter');
    await page.getByTestId('palette').waitFor({ state: 'detached' });
    expect(await page.getByTestId('screen-timeline').getAttribute('aria-current')).toBe('page');
  });

  test('finds a statement by its date and one by its title, and a phrase in every text', async () => {
    const { page } = await openComparison(2, { lang: 'ar' });
    await page.keyboard.press('Control+KeyK');
    await page.getByTestId('palette-field').fill('2026-04');
    await page.locator('[data-kind=release]').first().click();
    await page.getByTestId('release').waitFor();
    await page.keyboard.press('Control+KeyK');
    await page.getByTestId('palette-field').fill('وقف');
    await page.locator('[data-kind=phrase]').click();
    await expect.poll(() => page.getByTestId('search-field').inputValue()).toBe('وقف');
  });

  test('finds a topic of the codebook in either language and shows it over time', async () => {
    const { page } = await openComparison(1);
    await page.keyboard.press('Control+KeyK');
    const options = page.locator('[data-testid=palette-option][data-kind=topic]');
    await page.getByTestId('palette-field').fill('cease');
    await options.first().waitFor();
    const english = await options.first().innerText();
    await page.getByTestId('palette-field').fill('نار');
    await expect.poll(() => options.first().innerText()).toBe(english);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('screen-timeline').getAttribute('aria-current')).toBe('page');
  });

  test('names what begins as is typed first, and nothing that is in force already', async () => {
    const { page } = await openComparison(1);
    await page.keyboard.press('Control+KeyK');
    const options = page.locator('[data-testid=palette-option][data-kind=action]');
    await page.getByTestId('palette-field').fill('statements');
    await expect.poll(() => options.first().innerText()).toContain('Statements');
    expect(await options.count()).toBeGreaterThan(1);
    await page.getByTestId('palette-field').fill('compare');
    await expect.poll(() => options.count()).toBe(0);
  });

  test('takes the focus on from where it was', async () => {
    const { page } = await openComparison(1);
    await page.getByTestId('document').focus();
    await page.keyboard.press('Control+KeyK');
    await page.getByTestId('palette-field').fill('next pane');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('inspector');
  });

  test('escape closes it and the focus is where it was', async () => {
    const { page } = await openComparison(1);
    await page.getByTestId('swap').focus();
    await page.keyboard.press('Control+KeyK');
    await page.getByTestId('palette-field').waitFor();
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('swap');
  });
});

describe('the native menu', () => {
  test('is in the language of the interface and follows it', async () => {
    const { page } = await openComparison(1);
    await expect
      .poll(async () => (await menuOf(page)).map(({ label }) => label))
      .toEqual(['Bayan', 'File', 'Edit', 'View', 'Go', 'Help']);
    await choose(page, 'language');
    await expect
      .poll(async () => (await menuOf(page)).map(({ label }) => label))
      .toEqual(['بيان', 'ملف', 'تحرير', 'عرض', 'انتقال', 'مساعدة']);
  });

  test('names what would be undone, and undoes it', async () => {
    const { page } = await openComparison(1);
    const undo = async (): Promise<unknown> =>
      (await menuOf(page))
        .flatMap(({ entries }) => entries)
        .find((entry) => 'id' in entry && entry.id === 'undo');
    await expect.poll(undo).toMatchObject({ label: 'Undo', enabled: false, keys: 'CmdOrCtrl+KeyZ' });
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('Space');
    await expect
      .poll(undo)
      .toMatchObject({ label: 'Undo: change “demanded” marked as reviewed', enabled: true });
    await choose(page, 'undo');
    await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe('0 of 27 reviewed');
  });

  test('in a field undo is for what was typed', async () => {
    const { page } = await openComparison(1);
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByTestId('reviewed').innerText()).toBe('1 of 27 reviewed');
    await page.keyboard.press('KeyN');
    const field = page.getByTestId('change-note-text');
    await field.pressSequentially('words');
    await choose(page, 'undo');
    await expect.poll(() => field.inputValue()).not.toBe('words');
    expect(await page.getByTestId('reviewed').innerText()).toBe('1 of 27 reviewed');
  });

  test('the window is called after the archive, in the language of the interface', async () => {
    const { page } = await openComparison(1);
    const title = (): Promise<string> =>
      page.evaluate(() => (window as unknown as { bayanMenu: Menu }).bayanMenu.title());
    await expect.poll(title).toBe('Sample archive – Bayan');
    await choose(page, 'language');
    await expect.poll(title).toBe('الأرشيف النموذجي – بيان');
  });

  test('offers printing where a page for paper is laid out, and nowhere else', async () => {
    const { page } = await openComparison(1);
    const print = async (): Promise<unknown> =>
      (await menuOf(page))
        .flatMap(({ entries }) => entries)
        .find((entry) => 'id' in entry && entry.id === 'print');
    await expect.poll(print).toMatchObject({ enabled: true });
    await page.getByTestId('screen-topics').click();
    await expect.poll(print).toMatchObject({ enabled: false });
    await page.getByTestId('screen-timeline').click();
    await expect.poll(print).toMatchObject({ enabled: true });
  });

  test('prints, and every action has one place in it', async () => {
    const { page } = await openComparison(1);
    await choose(page, 'print');
    expect(await page.evaluate(() => (window as unknown as { bayanMenu: Menu }).bayanMenu.printed())).toBe(1);
    const ids = (await menuOf(page))
      .filter(({ program }) => !program)
      .flatMap(({ entries }) => entries)
      .flatMap((entry) => (entry.kind === 'act' ? [entry.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is there on the first screen too, with nothing in it that leads nowhere', async () => {
    const { page } = await openWindow();
    const act = async (id: string): Promise<unknown> =>
      (await menuOf(page))
        .flatMap(({ entries }) => entries)
        .find((entry) => 'id' in entry && entry.id === id);
    await expect.poll(() => act('go-compare')).toMatchObject({ enabled: false });
    await expect.poll(() => act('open-archive')).toMatchObject({ enabled: true });
  });
});

test('on macOS the program has a menu of its own and a window menu, and its keys are those with Command', async () => {
  const { page } = await openComparison(1, {
    before: (opened) =>
      opened.addInitScript(() =>
        Object.defineProperty(navigator, 'userAgent', {
          get: () => 'Mozilla/5.0 (Macintosh; Intel Mac OS X)',
        }),
      ),
  });
  await expect
    .poll(async () => (await menuOf(page)).map(({ label }) => label))
    .toEqual(['Bayan', 'File', 'Edit', 'View', 'Go', 'Window', 'Help']);
  const parts = await menuOf(page);
  const ids = (part: MenuPart | undefined): string[] =>
    (part?.entries ?? []).flatMap((entry) =>
      entry.kind === 'act' ? [entry.id] : entry.kind === 'system' ? [entry.what] : [],
    );
  const own = ['about', 'settings', 'services', 'hide', 'hide-others', 'show-all', 'quit'];
  expect(ids(parts[0])).toEqual(own);
  expect(parts.slice(1).flatMap(ids)).not.toContain('settings');
  expect(ids(parts[5])).toEqual(['minimize']);
  await page.keyboard.press('Control+KeyK');
  expect(await page.getByTestId('palette-field').count()).toBe(0);
  await page.keyboard.press('Meta+KeyK');
  await page.getByTestId('palette-field').waitFor();
});

describe('the keys', () => {
  test('question mark shows them all, and Ctrl with a digit goes to each screen', async () => {
    const { page } = await openComparison(1);
    await page.keyboard.press('Shift+Slash');
    const sheet = page.getByTestId('keys-sheet');
    await sheet.waitFor();
    expect(await sheet.innerText()).toContain('Ctrl K');
    // In a low window they go on downward, where they can be scrolled to, and not sideways.
    await page.setViewportSize({ width: 1440, height: 500 });
    const beside = await sheet
      .getByRole('region')
      .evaluate((part) => [part.scrollWidth - part.clientWidth, part.scrollHeight > part.clientHeight]);
    expect(beside).toEqual([0, true]);
    await page.keyboard.press('Escape');
    for (const [key, screen] of [
      'library',
      'search',
      'compare',
      'positions',
      'timeline',
      'topics',
    ].entries()) {
      await page.keyboard.press(`Control+Digit${key + 1}`);
      await expect.poll(() => page.getByTestId(`screen-${screen}`).getAttribute('aria-current')).toBe('page');
    }
  });

  test('F6 goes through the panes and back to where the focus was in each', async () => {
    const { page } = await openComparison(1);
    await page.getByTestId('series-1').focus();
    const seen: (string | null | undefined)[] = [];
    for (let at = 0; at < 4; at += 1) {
      await page.keyboard.press('F6');
      seen.push(await focused(page));
    }
    expect(new Set(seen).size).toBe(4);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('series-1');
    await page.keyboard.press('Shift+F6');
    expect(await focused(page)).toBe(seen[2]);
  });

  test('the focus is never left nowhere when what had it goes', async () => {
    const { page } = await openComparison(1);
    await page.getByTestId('change').first().click();
    await page.getByTestId('inspector-toggle').click();
    await page.getByTestId('mode-inline').focus();
    await page.getByTestId('run-toggle').first().focus();
    await page.keyboard.press('Control+Digit1');
    await page.getByTestId('table').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  });

  test('single letters turned off in Settings do nothing, keys with Ctrl still do', async () => {
    const { page } = await openComparison(1);
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('setting-letters-no').check();
    await page.keyboard.press('Control+Digit3');
    await page.getByTestId('row').first().waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('KeyJ');
    expect(await page.getByTestId('position').innerText()).toBe('27 changes');
  });
});

test.each(['en', 'ar'] as const)('the guide in %s is reached by F1 and turns its pages', async (lang) => {
  const { page, complaints } = await openWindow({ lang, query: { opened: '' } });
  await page.keyboard.press('F1');
  const help = page.getByTestId('help');
  await help.locator('article h2').waitFor();
  await help.locator('article button').first().click();
  await expect.poll(() => page.getByTestId('help-page').nth(1).getAttribute('aria-current')).toBe('page');
  expect(complaints).toEqual([]);
});

test('the guide leads to the documents that are made of the sample archive', async () => {
  const { page, complaints } = await openWindow({ query: { opened: '' } });
  await page.keyboard.press('F1');
  await page.getByTestId('help-samples').click();
  await page.getByTestId('export-page').waitFor();
  expect(await page.getByTestId('export-what-timeline').isChecked()).toBe(true);
  expect(complaints).toEqual([]);
});

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  test.each(['light', 'dark'] as const)(
    'and %s, what lies over the window has no fault axe can find',
    async (theme) => {
      const { page } = await openComparison(2, { lang, theme });
      await page.keyboard.press('Control+KeyK');
      await page.getByTestId('palette-option').first().waitFor();
      expect(await faults(page, FLOATING)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByTestId('palette').waitFor({ state: 'detached' });
      await page.keyboard.press('Shift+Slash');
      await page.getByTestId('keys-sheet').waitFor();
      expect(await faults(page, FLOATING)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await page.getByTestId('help').locator('article h2').waitFor();
      expect(await faults(page)).toEqual([]);
    },
  );
});

test('texts grow by the plus over another sign and by the one among the numbers', async () => {
  const { page } = await openComparison(1);
  const scale = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--text-scale'));
  const before = await scale();
  await page.keyboard.press('Control+Shift+Equal');
  await expect.poll(scale).not.toBe(before);
  await page.keyboard.press('Control+NumpadSubtract');
  await expect.poll(scale).toBe(before);
});

test('where the focus was on what is gone with its screen, it is on the screen and no letter is lost', async () => {
  const { page } = await openComparison(2);
  await page.keyboard.press('Control+Shift+KeyF');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
    .toBe('search-field');
  await page.keyboard.press('Control+Digit3');
  await page.getByTestId('row').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  await page.keyboard.press('Shift+Enter');
  await expect
    .poll(() => page.locator('[data-testid=run-toggle][aria-expanded=true]').count())
    .toBeGreaterThan(0);
});
