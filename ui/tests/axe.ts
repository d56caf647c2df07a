/** Accessibility faults of a page, as axe finds them. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules a screen is held to. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules where something floats over the screen: that stands at the end of the page, outside of its landmarks. */
export const FLOATING = RULES.filter((rule) => rule !== 'best-practice');

/** What axe finds, in a line each. */
export async function faults(page: Page, tags = RULES): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
  }, tags);
}
