/** A comparison and a timeline on paper: without the frame, whole, and black on white in either theme. */
import { expect, test } from 'vitest';
import { openComparison, openWindow } from './window';

test.each(['light', 'dark'] as const)(
  'from the %s theme every row is printed and nothing of the frame',
  async (theme) => {
    const { page } = await openComparison(2, { lang: 'ar', theme });
    const rows = await page.getByTestId('row').count();
    await page.emulateMedia({ media: 'print' });
    for (const part of [
      'inspector',
      'map',
      'older-picker',
      'mode-side',
      'screen-compare',
      'spelling-toggle',
      'origin',
    ])
      expect(await page.getByTestId(part).first().isVisible(), part).toBe(false);
    expect(await page.getByTestId('paper-head').innerText()).toContain('2026');
    expect(await page.getByTestId('row').locator('visible=true').count()).toBe(rows);
    const look = await page.getByTestId('document').evaluate((document_) => ({
      cut: document_.scrollHeight > document_.clientHeight,
      ink: getComputedStyle(document_).color,
      paper: getComputedStyle(document.body).backgroundColor,
    }));
    expect(look).toEqual({ cut: false, ink: 'rgb(0, 0, 0)', paper: 'rgb(255, 255, 255)' });
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    expect(pages).toBeGreaterThan(1);
  },
);

test('of a timeline the chart, every entry and what it is of are printed, and nothing that is only pressed', async () => {
  const { page } = await openWindow({ lang: 'ar', query: { opened: '' } });
  await page.getByTestId('screen-timeline').click();
  await page.getByTestId('mention').first().waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const mentions = await page.getByTestId('mention').count();
  expect(await page.getByTestId('timeline-more').count()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  for (const part of ['formulas', 'timeline-topic', 'follow-words', 'note-add', 'timeline-order', 'export'])
    expect(await page.getByTestId(part).first().isVisible(), part).toBe(false);
  expect(await page.getByTestId('paper-head').isVisible()).toBe(true);
  expect(await page.getByTestId('mention').locator('visible=true').count()).toBe(mentions);
  const chart = await page.getByTestId('chart').first().boundingBox();
  // What a page has between its margins, in pixels.
  expect(chart?.width).toBeLessThanOrEqual(688);
});
