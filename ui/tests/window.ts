/** The window in a real browser, in any state the in-memory backend can pretend. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, inject } from 'vitest';

/** Where Chromium is, unless the environment says otherwise. */
const CHROMIUM = process.env.BAYAN_CHROMIUM ?? '/usr/bin/chromium';

let browser: Promise<Browser> | null = null;
let contexts: BrowserContext[] = [];

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});

export interface Opened {
  readonly page: Page;
  /** What the page complained of: errors, and whatever the content security policy refused. */
  readonly complaints: string[];
  /** Every address asked for. */
  readonly requests: string[];
}

export interface State {
  lang?: 'ar' | 'en';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Everything else the scenario takes: `opened`, `problem`, `delay` … */
  query?: Record<string, string>;
  /** Done before the window is there: to watch it from its first moment. */
  before?: (page: Page) => Promise<unknown>;
}

async function openPage(width: number, height: number): Promise<Opened> {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const context = await (await browser).newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  contexts.push(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  return { page, complaints, requests };
}

/** Opens a page from the disk, as a reader of an exported document does; it closes when the test ends. */
export async function openFile(address: URL, width = 1280): Promise<Opened> {
  const opened = await openPage(width, 900);
  await opened.page.goto(address.href);
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

/** Opens a window; it closes when the test ends. */
export async function openWindow(state: State = {}): Promise<Opened> {
  const opened = await openPage(state.width ?? 1440, state.height ?? 900);
  const { page } = opened;
  // As in the real window: a library that writes to what inherits from it must not be in the build.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  const query = new URLSearchParams({
    lang: state.lang ?? 'en',
    theme: state.theme ?? 'light',
    ...state.query,
  });
  await state.before?.(page);
  await page.goto(`${inject('address')}/?${query.toString()}`);
  await page.waitForSelector('[data-testid=shell], [data-testid=welcome]');
  await page.evaluate(() => document.fonts.ready);
  return opened;
}

/** Waits until all of a text that is not a long one is laid out: what is out of sight is once nothing is pressed any more. */
export async function laidOut(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[data-testid=document] [data-portion][style*=block-size]') === null,
  );
}

/** Opens a window on a comparison of the series with this id. */
export async function openComparison(series: number, state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  const { page } = opened;
  await page.getByTestId('row').first().waitFor();
  const button = page.getByTestId(`series-${series}`);
  if ((await button.getAttribute('aria-current')) === null) {
    if (await button.isVisible()) {
      await button.click();
    } else {
      await page.getByTestId('series-menu').click();
      await page.getByTestId(`series-${series}-item`).click();
    }
    await page.locator(`[data-testid=document][data-series="${series}"]`).waitFor();
  }
  if (state.query?.['repeat'] === undefined) await laidOut(page);
  return opened;
}
