/** The line between the text and the list of changes: drawn by the mouse, moved by the keys, in both directions of reading. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openComparison } from './window';

const width = (page: Page): Promise<number> =>
  page.getByTestId('inspector').evaluate((list) => Math.round(list.getBoundingClientRect().width));

describe.each(['en', 'ar'] as const)('in a frame in %s', (lang) => {
  /** What makes the list wider: towards the text, which lies on the other side in each language. */
  const wider = lang === 'en' ? -1 : 1;

  test('it is drawn by the mouse, and not beyond what both sides need', async () => {
    const { page } = await openComparison(2, { lang });
    const before = await width(page);
    const box = await page.getByTestId('splitter').boundingBox();
    if (box === null) throw new Error('there is no splitter');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60 * wider, y, { steps: 4 });
    expect(Math.abs((await width(page)) - before - 60)).toBeLessThanOrEqual(1);
    await page.mouse.move(x + 900 * wider, y, { steps: 4 });
    expect(await width(page)).toBe(560);
    await page.mouse.up();
    await page.mouse.move(x, y);
    expect(await width(page), 'it is let go').toBe(560);
    expect(await page.getByTestId('splitter').getAttribute('aria-valuenow')).toBe('560');
  });

  test('it is moved by the arrow keys, the way they point', async () => {
    const { page } = await openComparison(2, { lang });
    const before = await width(page);
    await page.getByTestId('splitter').focus();
    await page.keyboard.press(wider < 0 ? 'ArrowLeft' : 'ArrowRight');
    expect(await width(page)).toBe(before + 20);
    await page.keyboard.press(wider < 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.keyboard.press(wider < 0 ? 'ArrowRight' : 'ArrowLeft');
    expect(await width(page)).toBe(before - 20);
  });
});
