/** A comparison on paper: without the frame, whole, and black on white in either theme. */
import { expect, test } from 'vitest';
import { openComparison } from './window';

test.each(['light', 'dark'] as const)(
  'from the %s theme every row is printed and nothing of the frame',
  async (theme) => {
    const { page } = await openComparison(2, { lang: 'ar', theme });
    const rows = await page.getByTestId('row').count();
    await page.emulateMedia({ media: 'print' });
    for (const part of ['inspector', 'map', 'older-picker', 'mode-side', 'screen-compare'])
      expect(await page.getByTestId(part).isVisible(), part).toBe(false);
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
