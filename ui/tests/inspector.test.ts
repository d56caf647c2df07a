import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openComparison } from './window';

describe.each(['en', 'ar'] as const)('the list of changes by topic, in %s', (lang) => {
  test.each(['light', 'dark'] as const)(
    'stands under topics, the weightiest first, and names acts, %s',
    async (theme) => {
      const { page } = await openComparison(2, { lang, theme, query: { topics: '' } });
      const groups = page.getByTestId('inspector-group');
      await groups.first().waitFor();
      const topics = await groups.evaluateAll((all) => all.map((one) => one.getAttribute('data-topic')));
      expect(new Set(topics)).toEqual(new Set(['refugees', 'ceasefire', null]));
      expect(topics.at(-1)).toBeNull();
      const acts = page.locator('[data-testid=change][data-class=act] [data-testid=acts]').first();
      expect(
        await acts.locator('[data-act]').evaluateAll((all) => all.map((one) => one.getAttribute('data-act'))),
      ).toEqual(['stress', 'call']);
      expect(await acts.locator('[data-relation]').getAttribute('data-relation')).toBe('stronger');
      expect(await faults(page)).toEqual([]);
    },
  );

  test('is walked in the order in which it stands, and every change leads to its words', async () => {
    const { page } = await openComparison(2, { lang, query: { topics: '' } });
    await page.getByTestId('inspector-group').first().waitFor();
    const order = await page
      .getByTestId('change')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-index')));
    for (const index of order.slice(0, 3)) {
      await page.keyboard.press('KeyJ');
      expect(await page.locator('[data-testid=change][aria-current=true]').getAttribute('data-index')).toBe(
        index,
      );
      expect(await page.locator('[data-testid=row][aria-current=true]').count()).toBe(1);
    }
  });

  test('turns to weight and back, and a topic leads to its timeline', async () => {
    const { page } = await openComparison(2, { lang, query: { topics: '' } });
    await page.getByTestId('inspector-topic').first().waitFor();
    await page.getByTestId('sort').click();
    await page.getByTestId('sort-weight').click();
    expect(await page.getByTestId('inspector-topic').count()).toBe(0);
    await page.getByTestId('sort').click();
    await page.getByTestId('sort-topic').click();
    await page.getByTestId('inspector-topic').first().click();
    await page.getByTestId('timeline').waitFor();
  });
});
