import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openComparison } from './window';

describe.each(['en', 'ar'] as const)('the list of changes by topic, in %s', (lang) => {
  test.each(['light', 'dark'] as const)(
    'stands under topics, the weightiest first, and names acts, %s',
    async (theme) => {
      const { page } = await openComparison(2, { lang, theme, query: { topics: '' } });
      const groups = page.getByTestId('inspector-group');
      await page.getByTestId('inspector-topic').first().waitFor();
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
    await page.getByTestId('inspector-topic').first().waitFor();
    const order = await page
      .getByTestId('change')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-index')));
    for (const index of order.slice(0, 3)) {
      await page.keyboard.press('KeyJ');
      expect(await page.locator('[data-testid=change][aria-current=true]').getAttribute('data-index')).toBe(
        index,
      );
      // A row that is far away is laid out when it is gone to.
      await expect.poll(() => page.locator('[data-testid=row][aria-current=true]').count()).toBe(1);
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

describe.each(['en', 'ar'] as const)('over each row, in %s', (lang) => {
  test.each(['side', 'inline', 'changes'])('stand its topics and the acts that turned, %s', async (view) => {
    const { page } = await openComparison(2, { lang, query: { topics: '' } });
    await page.getByTestId(`mode-${view}`).click();
    const turned = page
      .getByTestId('row')
      .filter({ has: page.getByTestId('row-acts') })
      .first();
    await turned.waitFor();
    expect(await turned.getByTestId('row-topic').count()).toBeGreaterThan(0);
    const acts = turned.getByTestId('row-acts').first().locator('[data-act]');
    expect(await acts.evaluateAll((all) => all.map((one) => one.getAttribute('data-act')))).toEqual([
      'stress',
      'call',
    ]);
    // The words of the text alone: the rung is in the tooltip.
    expect(await acts.first().innerText()).toBe(await acts.first().locator('bdi').innerText());
    expect(await turned.locator('[data-relation]').first().getAttribute('data-relation')).toBe('stronger');
    // What is told by the acts is not told by a chip as well.
    expect(await turned.locator('.chip[data-class=act]').count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });

  test('topics stand over the older text, what changed over the newer, and a topic leads to its timeline', async () => {
    const { page } = await openComparison(2, { lang, query: { topics: '' } });
    const turned = page
      .getByTestId('row')
      .filter({ has: page.getByTestId('row-acts') })
      .first();
    await turned.waitFor();
    const within = async (inner: string, side: string): Promise<boolean> => {
      const [own, text] = [
        await turned.locator(inner).first().boundingBox(),
        await turned.locator(`[data-side=${side}]`).first().boundingBox(),
      ];
      if (own === null || text === null) return false;
      return own.x >= text.x - 40 && own.x + own.width <= text.x + text.width + 40 && own.y < text.y;
    };
    expect(await within('[data-testid=row-topics]', 'older')).toBe(true);
    expect(await within('[data-testid=row-acts]', 'newer')).toBe(true);
    await turned.getByTestId('row-topic').first().click();
    await page.getByTestId('timeline').waitFor();
  });

  test('nothing moves when topics are known', async () => {
    const { page } = await openComparison(2, { lang, query: { topics: '', delay: '300' } });
    const first = page.getByTestId('row').nth(1).locator('[data-testid=para]').first();
    const before = await first.boundingBox();
    await page.getByTestId('row-topic').first().waitFor();
    expect(await first.boundingBox()).toEqual(before);
  });
});

test('the list shows the change at hand when it is opened again', async () => {
  const { page } = await openComparison(1, { query: { repeat: '20' } });
  await page.getByTestId('change').first().waitFor();
  await page.getByTestId('inspector-toggle').click();
  await page.getByTestId('inspector').waitFor({ state: 'detached' });
  for (let step = 0; step < 25; step += 1) await page.keyboard.press('KeyJ');
  await page.getByTestId('inspector-toggle').click();
  const chosen = page.locator('[data-testid=change][aria-current=true]');
  await chosen.waitFor();
  await expect
    .poll(() =>
      chosen.evaluate((change) => {
        const list = change.closest('.list')?.getBoundingClientRect();
        const own = change.getBoundingClientRect();
        return list !== undefined && own.top >= list.top - 1 && own.top < list.bottom;
      }),
    )
    .toBe(true);
});
