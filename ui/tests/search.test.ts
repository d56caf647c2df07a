import { expect, test } from 'vitest';
import { openWindow, type Opened, type State } from './window';

async function openSearch(typed: string, state: State = {}): Promise<Opened> {
  const opened = await openWindow({ ...state, query: { opened: '', ...state.query } });
  const { page } = opened;
  await page.keyboard.press('Control+Shift+KeyF');
  await page.getByTestId('search-start').waitFor();
  await page.getByTestId('search-field').fill(typed);
  return opened;
}

test('hits stand aligned on what was found, in the direction of their text', async () => {
  const { page, complaints } = await openSearch('وقف');
  await page.getByTestId('hit').first().waitFor();
  await page.getByTestId('overview').waitFor();
  const edges = await page
    .locator('[data-testid=hit] .hit')
    .evaluateAll((hits) => hits.map((hit) => Math.round(hit.getBoundingClientRect().right)));
  expect(edges.length).toBeGreaterThan(1);
  expect(Math.max(...edges) - Math.min(...edges)).toBeLessThanOrEqual(1);
  expect(await page.locator('[data-testid=hit] .words').first().getAttribute('dir')).toBe('rtl');
  const marked = await page.locator('[data-testid=hit] .hit').allInnerTexts();
  expect(marked.every((hit) => hit.includes('وقف'))).toBe(true);
  expect(complaints).toEqual([]);
});

test('no line is wider than its place: words that do not fit are left out whole', async () => {
  const { page } = await openSearch('the', { width: 1000 });
  await page.getByTestId('hit').first().waitFor();
  const over = await page
    .locator('[data-testid=hit] .before, [data-testid=hit] .rest')
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollWidth > part.clientWidth + 2).map((part) => part.textContent),
    );
  expect(over).toEqual([]);
});

test('a hit opens its release with its words marked and its paragraph in sight', async () => {
  const { page } = await openSearch('ceasefire');
  const hit = page.getByTestId('hit').first();
  await hit.waitFor();
  const [release, words] = [await hit.getAttribute('data-release'), await hit.locator('.hit').innerText()];
  await hit.click();
  await page.locator(`[data-testid=release][data-release="${release}"]`).waitFor();
  const marked = page.getByTestId('marked');
  expect(await marked.innerText()).toBe(words);
  const box = await marked.boundingBox();
  expect(box !== null && box.y > 0 && box.y < 900).toBe(true);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByTestId('hit').first().waitFor();
  expect(await page.getByTestId('search-field').inputValue()).toBe('ceasefire');
});

test('a bar of the histogram holds the search to its time, and a second press lets it go', async () => {
  const { page } = await openSearch('the');
  const bar = page.getByTestId('histogram').getByRole('button').first();
  await bar.click();
  await expect.poll(() => page.getByTestId('limit-from').inputValue()).not.toBe('');
  await page.locator('[data-testid=histogram] [aria-pressed=true]').click();
  await expect.poll(() => page.getByTestId('limit-from').inputValue()).toBe('');
});

test('a query without a word and one that only leaves out are told in words', async () => {
  const { page } = await openSearch('()');
  await page.locator('[data-testid=problem][data-code=query-empty]').waitFor();
  await page.getByTestId('search-field').fill('-war');
  await page.locator('[data-testid=problem][data-code=query-only-without]').waitFor();
});

test('where nothing is found the screen says so and offers to search everywhere', async () => {
  const { page } = await openSearch('ceasefire');
  await page.getByTestId('hit').first().waitFor();
  await page.getByTestId('limit-lang').selectOption('ar');
  await page.getByTestId('search-nothing').waitFor();
  await page.getByTestId('search-everywhere').click();
  await page.getByTestId('hit').first().waitFor();
});

test('what was searched for before is offered again', async () => {
  const { page } = await openSearch('ceasefire');
  await page.getByTestId('hit').first().waitFor();
  await page.getByTestId('search-clear').click();
  await page.getByTestId('search-recent').getByText('ceasefire').click();
  await page.getByTestId('hit').first().waitFor();
});

test('J and K go from hit to hit and Enter opens it', async () => {
  const { page } = await openSearch('ceasefire');
  await page.getByTestId('hit').first().waitFor();
  await page.getByTestId('search-order').focus();
  await page.getByTestId('search-count').click();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyK');
  await page.keyboard.press('Enter');
  await page.getByTestId('release').waitFor();
});
