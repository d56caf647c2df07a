import { describe, expect, test } from 'vitest';
import { faults, RULES } from './axe';
import { openComparison, openWindow } from './window';

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  describe.each(['light', 'dark'] as const)('and %s', (theme) => {
    test('Welcome has no fault axe can find', async () => {
      const { page } = await openWindow({ lang, theme });
      expect(await faults(page)).toEqual([]);
    });

    test('Welcome with a problem has none', async () => {
      const { page } = await openWindow({ lang, theme, query: { problem: 'archive-damaged' } });
      expect(await faults(page)).toEqual([]);
    });

    test.each([1, 2])('Compare has none, with series %i and a change at hand', async (series) => {
      const { page } = await openComparison(series, { lang, theme });
      await page.getByTestId('spelling-toggle').click();
      await page.keyboard.press('KeyJ');
      expect(await faults(page)).toEqual([]);
    });

    test.each(['library', 'search', 'settings'])('the screen %s has none', async (screen) => {
      const { page } = await openWindow({ lang, theme, query: { opened: '' } });
      await page.getByTestId(`screen-${screen}`).click();
      if (screen === 'search') {
        await page.getByTestId('search-field').fill(lang === 'ar' ? 'وقف' : 'the');
        await page.getByTestId('overview').waitFor();
      }
      if (screen === 'library') {
        await page.getByTestId('table').focus();
        await page.keyboard.press('KeyX');
        await page.getByTestId('save-original').waitFor();
      }
      expect(await faults(page)).toEqual([]);
    });

    test('a release to read has none', async () => {
      const { page } = await openWindow({ lang, theme, query: { opened: '' } });
      await page.getByTestId('screen-library').click();
      await page.getByTestId('details-read').click();
      await page.getByTestId('note-0').click();
      expect(await faults(page)).toEqual([]);
    });

    test.each(['Digit2', 'Digit3'])('the view of key %s has none', async (key) => {
      const { page } = await openComparison(2, { lang, theme });
      await page.keyboard.press(key);
      expect(await faults(page)).toEqual([]);
    });
  });

  test('an open list of releases has none', async () => {
    const { page } = await openComparison(3, { lang });
    await page.getByTestId('older-picker').click();
    await page.getByTestId('release-option').first().waitFor();
    // A list that floats stands at the end of the page, outside of its landmarks.
    expect(
      await faults(
        page,
        RULES.filter((tag) => tag !== 'best-practice'),
      ),
    ).toEqual([]);
  });

  test('a small window has none', async () => {
    const { page } = await openComparison(2, { lang, width: 1060, height: 720 });
    await page.getByTestId('inspector-toggle').click();
    expect(await faults(page)).toEqual([]);
  });
});
