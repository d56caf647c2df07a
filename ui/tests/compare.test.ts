import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import libraryFile from '../src/ipc/sample/library.json';
import sample from '../src/ipc/sample/comparisons.json';
import type { Row } from '../src/ipc/types';
import { laidOut, openComparison, openWindow } from './window';

const English = 1;
const Arabic = 2;
const comparisons = sample as unknown as { older: number; newer: number; rows: Row[] }[];

const kinds = (page: Page): Promise<(string | null)[]> =>
  page.getByTestId('row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')));

describe('the text', () => {
  test.each([English, Arabic])('is shown letter for letter, in series %i', async (series) => {
    const { page } = await openComparison(series);
    for (const run of await page.getByTestId('run-toggle').all()) await run.click();
    await laidOut(page);
    const releases = libraryFile.releases.filter((release) => release.series === series);
    const comparison = comparisons.find((one) => one.newer === releases.at(-1)?.id);
    for (const side of ['older', 'newer'] as const) {
      const shown = await page
        .locator(`[data-testid=para][data-side=${side}]`)
        .evaluateAll((list) =>
          list.map((para) => [Number(para.getAttribute('data-number')), para.textContent]),
        );
      const stored = (comparison?.rows ?? []).flatMap((row) =>
        row[side].map((para) => [para.number + 1, para.runs.map((run) => run.text).join('')]),
      );
      expect(new Map(shown as [number, string][])).toEqual(new Map(stored as [number, string][]));
    }
  });

  test('spelling differences are hidden until asked for, and then marked', async () => {
    const { page } = await openComparison(Arabic);
    expect(await page.locator('.spelling').locator('visible=true').count()).toBe(1); // the offer in the summary
    await page.getByTestId('spelling-toggle').click();
    const row = page.locator('[data-testid=row][data-kind=cosmetic]');
    expect(await row.locator('.txt .spelling').allInnerTexts()).toEqual(['ارقاماً', 'أرقاماً']);
    await page.getByTestId('spelling-toggle').click();
    expect(await row.count()).toBe(0);
  });
});

describe('marks', () => {
  test('are ins and del round whole words, isolated, and drawn by the class of change', async () => {
    const { page } = await openComparison(Arabic);
    const row = page.locator('[data-testid=row][data-kind=reworded]').first();
    expect(await row.locator('del').allInnerTexts()).toEqual([
      'وشدّد',
      'على ضرورة المحافظة',
      'دائماً',
      'في المناطق الشمالية',
    ]);
    expect(await row.locator('ins').allInnerTexts()).toEqual([
      'وطالب',
      'جميع الأطراف بالمحافظة',
      'شاملاً ومراقباً',
      'في كامل البلاد',
    ]);
    const style = await row.locator('ins').evaluateAll((list) =>
      list.map((ins) => {
        const { unicodeBidi, textDecorationStyle } = getComputedStyle(ins);
        return { unicodeBidi, textDecorationStyle, flag: ins.classList.contains('flag') };
      }),
    );
    expect(style[0]).toEqual({ unicodeBidi: 'isolate', textDecorationStyle: 'double', flag: false });
    expect(style[1]).toEqual({ unicodeBidi: 'isolate', textDecorationStyle: 'solid', flag: false });
    expect(style[3]?.flag).toBe(true);
  });

  test('no element begins or ends inside a word', async () => {
    for (const series of [English, Arabic, 3, 4]) {
      const { page } = await openComparison(series);
      const cuts = await page.getByTestId('para').evaluateAll((list) =>
        list.flatMap((para) => {
          const text = para.textContent ?? '';
          let at = 0;
          const found: string[] = [];
          const walk = document.createTreeWalker(para, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            at += walk.currentNode.textContent?.length ?? 0;
            const around = text.slice(at - 1, at + 1);
            if (/^[\p{L}\p{M}]{2}$/u.test(around)) found.push(text.slice(at - 8, at + 8));
          }
          return found;
        }),
      );
      expect(cuts, `series ${series}`).toEqual([]);
    }
  });

  test('a paragraph without a counterpart has a rule beside it and an empty place opposite', async () => {
    const { page } = await openComparison(English);
    const added = page.locator('[data-testid=row][data-kind=added]');
    expect(await added.innerText()).toContain('Not in the statement of 6 February 2026');
    expect(await added.locator('[data-side=older]').count()).toBe(0);
    const mark = await added.locator('ins').evaluate((ins) => getComputedStyle(ins).textDecorationLine);
    expect(mark).toBe('none');
  });

  test('the words in an empty place stand beside the first line, however long the passage opposite is', async () => {
    const { page } = await openComparison(English, { width: 960 });
    const added = page.locator('[data-testid=row][data-kind=added]');
    const passage = await added.locator('[data-side=newer]').boundingBox();
    const words = await added.locator('.void p').boundingBox();
    if (passage === null || words === null) throw new Error('the row is not on screen');
    expect(passage.height).toBeGreaterThan(3 * words.height);
    expect(words.y - passage.y).toBeLessThan(words.height);
  });
});

describe('direction', () => {
  test.each([
    ['en', Arabic, 'rtl'],
    ['ar', English, 'ltr'],
    ['ar', Arabic, 'rtl'],
    ['en', English, 'ltr'],
  ] as const)('in a frame in %s the paragraphs of series %i run %s', async (lang, series, dir) => {
    const { page } = await openComparison(series, { lang });
    const paras = await page.getByTestId('para').evaluateAll((list) =>
      list.map((para) => ({
        lang: para.getAttribute('lang'),
        dir: para.getAttribute('dir'),
        computed: getComputedStyle(para).direction,
        align: getComputedStyle(para).textAlign,
      })),
    );
    expect(paras.length).toBeGreaterThan(5);
    for (const para of paras) {
      expect(para).toEqual({ lang: series === Arabic ? 'ar' : 'en', dir, computed: dir, align: 'start' });
    }
  });

  test.each([
    ['en', 'left'],
    ['ar', 'right'],
  ] as const)('in a frame in %s the older text stands on the %s', async (lang, edge) => {
    const { page } = await openComparison(Arabic, { lang });
    const row = page.locator('[data-testid=row][data-kind=reworded]').first();
    const older = await row.locator('[data-side=older]').boundingBox();
    const newer = await row.locator('[data-side=newer]').boundingBox();
    const olderFirst = (older?.x ?? 0) < (newer?.x ?? 0);
    expect(olderFirst).toBe(edge === 'left');
    expect(Math.abs((older?.y ?? 0) - (newer?.y ?? 0))).toBeLessThan(1);
  });

  test('beside Arabic words an English caption still reads older, arrow, newer from the left', async () => {
    const { page } = await openComparison(Arabic, { lang: 'en' });
    const chip = page.locator('[data-testid=row] .chip[data-class=act]').first();
    const [first, second] = await chip
      .locator('bdi')
      .evaluateAll((list) => list.map((one) => one.getBoundingClientRect().x));
    expect(first).toBeLessThan(second ?? 0);
    expect(await chip.locator('bdi').allInnerTexts()).toEqual(['وشدّد', 'وطالب']);
    const arrow = await chip
      .locator('svg')
      .last()
      .evaluate((svg) => getComputedStyle(svg).transform);
    expect(arrow).toBe('none');
  });
});

describe('unchanged paragraphs', () => {
  test('fold into a run that tells how many and which, and opens in place', async () => {
    const { page } = await openComparison(English);
    const run = page.getByTestId('run-toggle').first();
    expect(await run.innerText()).toContain('2 unchanged paragraphs · ¶1–2 = ¶1–2');
    expect(await run.getAttribute('aria-expanded')).toBe('false');
    await run.click();
    expect(await run.getAttribute('aria-expanded')).toBe('true');
    expect((await kinds(page)).slice(0, 2)).toEqual(['same', 'same']);
    await run.click();
    expect((await kinds(page))[0]).toBe('reworded');
  });

  test('all open at once with Shift', async () => {
    const { page } = await openComparison(English);
    await page
      .getByTestId('run-toggle')
      .first()
      .click({ modifiers: ['Shift'] });
    const states = await page
      .getByTestId('run-toggle')
      .evaluateAll((list) => list.map((run) => run.getAttribute('aria-expanded')));
    expect(new Set(states)).toEqual(new Set(['true']));
  });
});

describe('a moved passage', () => {
  test('leads to where it stood, and from there back', async () => {
    const { page } = await openComparison(English, { height: 700 });
    const moved = page.locator('[data-testid=row][data-moved=up]');
    expect(await moved.getByTestId('counterpart').innerText()).toContain('¶7 → ¶6');
    await moved.getByTestId('counterpart').click();
    const old = page.getByTestId('departure');
    expect(await old.evaluate((button) => button === document.activeElement)).toBe(true);
    await old.click();
    expect(await moved.getAttribute('aria-current')).toBe('true');
    expect(await moved.evaluate((row) => row.contains(document.activeElement))).toBe(true);
  });
});

describe('the summary', () => {
  test('counts each kind, unchanged ones with those that differ in spelling while that is hidden', async () => {
    const { page } = await openComparison(English);
    expect(await page.getByTestId('summary-same').innerText()).toContain('6');
    expect(await page.getByTestId('summary-reworded').innerText()).toContain('4');
    expect(await page.getByTestId('summary-cosmetic').count()).toBe(0);
    await page.getByTestId('spelling-toggle').click();
    expect(await page.getByTestId('summary-same').innerText()).toContain('5');
    expect(await page.getByTestId('summary-cosmetic').innerText()).toContain('1');
  });

  test('its counts are filters, which the list of changes follows', async () => {
    const { page } = await openComparison(English);
    await page.getByTestId('summary-added').click();
    await page.getByTestId('summary-dropped').click();
    expect(await kinds(page)).toEqual(['added', 'dropped']);
    expect(await page.getByTestId('change').count()).toBe(2);
    await page.getByTestId('summary-clear').click();
    expect((await kinds(page)).length).toBeGreaterThan(5);
  });
});

describe('the list of changes', () => {
  test('is ranked by weight and leads to the passage', async () => {
    const { page } = await openComparison(English, { height: 640 });
    const changes = page.getByTestId('change');
    expect(await changes.first().getAttribute('data-class')).toBe('act');
    const dropped = page.locator('[data-testid=change][data-class=dropped]');
    await dropped.click();
    const row = page.locator('[data-testid=row][data-kind=dropped]');
    expect(await row.getAttribute('aria-current')).toBe('true');
    await page.waitForFunction(() => {
      const box = document.querySelector('[data-testid=row][data-kind=dropped]')?.getBoundingClientRect();
      return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
    });
  });

  test('tells of a passage that only moved', async () => {
    const { page } = await openComparison(English);
    const moved = page.locator('[data-testid=change][data-class=moved]');
    expect(await moved.innerText()).toContain('Moved up');
    await moved.click();
    expect(await page.locator('[data-testid=row][data-moved=up]').getAttribute('aria-current')).toBe('true');
  });

  test('can follow the reading instead', async () => {
    const { page } = await openComparison(English);
    await page.getByTestId('sort').click();
    await page.getByTestId('sort-reading').click();
    const ends = (): Promise<(string | null | undefined)[]> =>
      page
        .getByTestId('change')
        .evaluateAll((list) =>
          [list[0], list.at(-1)].map((one) => one?.querySelector('.where')?.textContent),
        );
    // The last ones are laid out when they come near.
    await page
      .locator('[data-testid=inspector] [data-portion]')
      .last()
      .evaluate((portion) => portion.scrollIntoView({ block: 'end' }));
    await expect.poll(ends).toEqual(['¶3 → ¶3', '¶13 → ¶13']);
  });
});

describe('the pair', () => {
  const pairOf = async (page: Page): Promise<(string | null)[]> => {
    const place = page.getByTestId('document');
    return [await place.getAttribute('data-older'), await place.getAttribute('data-newer')];
  };
  const shows = (page: Page, older: number, newer: number): Promise<void> =>
    page.locator(`[data-testid=document][data-older="${older}"][data-newer="${newer}"]`).waitFor();

  test('steps along the series, over no end and not onto itself', async () => {
    const { page } = await openComparison(3);
    expect(await pairOf(page)).toEqual(['6', '7']);
    expect(await page.getByTestId('newer-next').getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByTestId('older-next').getAttribute('aria-disabled')).toBe('true');
    await page.getByTestId('older-prev').click();
    await shows(page, 5, 7);
    expect(await page.getByTestId('apart').innerText()).toBe('1 statement in between');
    await page.getByTestId('newer-prev').click();
    await shows(page, 5, 6);
  });

  test('is chosen from the list of releases, by date', async () => {
    const { page } = await openComparison(3);
    await page.getByTestId('older-picker').click();
    const options = page.getByTestId('release-option');
    expect(await options.count()).toBe(3);
    expect(await options.last().innerText()).toContain('28 Jan 2025');
    expect(await options.first().getAttribute('data-disabled')).not.toBeNull();
    await options.last().click();
    await shows(page, 5, 7);
  });

  test('is swapped, and says that it is read backwards', async () => {
    const { page } = await openComparison(English);
    await page.getByTestId('swap').click();
    await shows(page, 2, 1);
    await page.getByTestId('backwards').waitFor();
    expect(await page.getByTestId('older-picker').innerText()).toContain('Newer');
  });

  test('tells where a text comes from', async () => {
    const { page } = await openComparison(4);
    await page.getByTestId('origin').last().click();
    const origin = page.locator('.origin');
    expect(await origin.innerText()).toContain('https://www.federalreserve.gov/');
    expect(await origin.innerText()).toContain('2 February 2026');
    expect(await origin.locator('a').count()).toBe(0);
  });

  test('shows a note in two languages as a line in each, either in its own direction', async () => {
    const { page } = await openComparison(Arabic);
    await page.getByTestId('origin').last().click();
    const note = page.locator('.origin dd').filter({ hasText: 'Invented' });
    const [english, arabic] = (await note.innerText()).split('\n');
    expect([english, arabic]).toEqual(['Invented for demonstration.', 'مادة متخيَّلة لأغراض العرض.']);
    const ends = await note.evaluate((dd) => {
      const text = dd.firstChild as Text;
      const at = (index: number): number => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getBoundingClientRect().left;
      };
      const turn = text.data.indexOf('\n');
      return [at(0) < at(turn - 1), at(turn + 1) > at(text.data.length - 1)];
    });
    expect(ends).toEqual([true, true]);
  });

  test('a release without a title is called by its series', async () => {
    const { page } = await openComparison(4);
    expect(await page.getByTestId('older-picker').innerText()).toContain('FOMC statement');
  });
});

describe('the views', () => {
  test('inline shows both texts in one column', async () => {
    const { page } = await openComparison(English);
    await page.getByTestId('mode-inline').click();
    const first = page.locator('[data-testid=row][data-kind=reworded] [data-testid=para]').first();
    expect(await first.innerText()).toContain(
      'Participants stressed demanded the need to that all parties preserve',
    );
    expect(await page.locator('[data-side=older]').count()).toBe(0);
  });

  test('changes only shows no unchanged passage and cuts the rest short', async () => {
    const { page } = await openComparison(English);
    await page.getByTestId('mode-changes').click();
    expect(await page.getByTestId('run-toggle').count()).toBe(0);
    expect(
      await page.locator('[data-testid=row][data-kind=merged] [data-testid=para]').first().innerText(),
    ).toMatch(/^… /);
  });

  test('a window too narrow for two columns falls back to inline', async () => {
    const { page } = await openComparison(English, { width: 760, height: 600 });
    expect(await page.getByTestId('mode-inline').getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByTestId('mode-side').getAttribute('aria-disabled')).toBe('true');
    await page.setViewportSize({ width: 1300, height: 800 });
    await page.locator('[data-side=older]').first().waitFor();
  });

  test('in a small window the list of changes lies over the text when asked for, and Escape closes it', async () => {
    const { page } = await openComparison(English, { width: 1060, height: 720 });
    expect(await page.getByTestId('inspector').count()).toBe(0);
    await page.getByTestId('inspector-toggle').click();
    await page.getByTestId('inspector').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('inspector').count()).toBe(0);
  });
});

describe('states', () => {
  /** The last of its rows but one, which is the same and folded away. */
  const LAST = 278;

  test('a long comparison is painted at once and fetched page by page to its end', async () => {
    // What was said of the passages to come, and how many stood there while it was said.
    const before = (page: Page): Promise<unknown> =>
      page.addInitScript(() => {
        const seen = new Map<string, number>();
        Object.assign(globalThis, { seen });
        const look = (): void => {
          const said = /Laying out passages, \d+ of \d+/.exec(document.body?.textContent ?? '')?.[0];
          if (said !== undefined) seen.set(said, document.querySelectorAll('[data-testid=row]').length);
        };
        new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
      });
    // Each page takes its time, so that what is there before the next one comes is drawn however slow the machine is.
    const query = { repeat: '20', page: '50', slow: 'compare:400' };
    const { page } = await openComparison(English, { query, before });
    await page.getByText('Laying out passages').waitFor({ state: 'detached' });
    // As much is laid out as is near what is seen, to the last row of all when it is gone to.
    expect(await page.locator(`[data-row='${LAST}']`).count()).toBe(0);
    await page.getByTestId('document').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await page.locator(`[data-row='${LAST}']`).waitFor();
    const seen = await page.evaluate(() => [
      ...(globalThis as unknown as { seen: Map<string, number> }).seen,
    ]);
    expect(seen.map(([said]) => said)).toEqual(
      [50, 100, 200].map((done) => `Laying out passages, ${done} of ${LAST + 2}`),
    );
    for (const [, rows] of seen) {
      expect(rows).toBeGreaterThan(0);
      expect(rows).toBeLessThan(160);
    }
  });

  test('a slow answer is told after a moment, a quick one is not', async () => {
    const { page } = await openWindow({ query: { opened: '', delay: '700' } });
    await page.getByTestId('loading').waitFor();
    await page.getByTestId('row').first().waitFor();
    expect(await page.getByTestId('loading').count()).toBe(0);
  });

  test('a comparison that fails says why and can be tried again', async () => {
    const { page } = await openWindow({ query: { opened: '', 'compare-problem': 'release-missing' } });
    await page.locator('[data-testid=problem][data-code=release-missing]').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  });

  test('a series of one statement says what is missing', async () => {
    const { page } = await openWindow({ query: { opened: '' } });
    await page.getByTestId('series-5').click();
    expect(await page.getByTestId('too-few').innerText()).toContain('Only one statement in this series');
  });

  test('an archive without statements says so', async () => {
    const { page } = await openWindow({ query: { opened: '', empty: '' } });
    expect(await page.getByTestId('empty-archive').isVisible()).toBe(true);
  });

  test('an invented issuer is said to be invented', async () => {
    const { page } = await openComparison(English);
    const issuer = page.getByRole('heading', { name: 'Meridian Contact Group' });
    expect(await issuer.innerText()).toContain('Invented example');
    const real = page.getByRole('heading', { name: 'Federal Open Market Committee' });
    expect(await real.innerText()).not.toContain('Invented');
  });
});
