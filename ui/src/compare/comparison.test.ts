import { beforeEach, expect, test, vi } from 'vitest';
import { MemoryBackend } from '../ipc/memory';
import { Comparison } from './comparison.svelte';

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then));
});

test('pages are fetched until every row is there, the changes with the first', async () => {
  const backend = new MemoryBackend({ opened: true, page: 5, repeat: 2 });
  const asked = vi.spyOn(backend, 'compare');
  const comparison = new Comparison(backend);
  await comparison.show(1, 2);
  expect(asked.mock.calls.map(([, , from]) => from)).toEqual([0, 5, 10, 15, 20, 25]);
  expect(comparison.rows).toHaveLength(28);
  expect(comparison.loaded?.changes.length).toBeGreaterThan(0);
});

test('an answer that comes late, after another pair was asked for, is left aside', async () => {
  const backend = new MemoryBackend({ opened: true });
  const compare = backend.compare.bind(backend);
  let release: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (release = resolve));
  backend.compare = async (older, newer, from) => {
    if (older === 5) await late;
    return compare(older, newer, from);
  };
  const comparison = new Comparison(backend);
  const first = comparison.show(5, 6);
  await comparison.show(1, 2);
  release();
  await first;
  expect(comparison.loaded?.older.id).toBe(1);
});

test('a failure clears what was shown and is kept until the next answer', async () => {
  const backend = new MemoryBackend({ opened: true });
  const comparison = new Comparison(backend);
  await comparison.show(1, 2);
  await comparison.show(1, 99);
  expect([comparison.loaded, comparison.failure?.code]).toEqual([null, 'release-missing']);
  await comparison.show(1, 2);
  expect(comparison.failure).toBeNull();
});

test('a backend that stops short does not hold the window in a loop', async () => {
  const backend = new MemoryBackend({ opened: true });
  const compare = backend.compare.bind(backend);
  backend.compare = async (older, newer, from) => ({ ...(await compare(older, newer, from)), total: 1000 });
  const comparison = new Comparison(backend);
  await comparison.show(1, 2);
  expect(comparison.rows).toHaveLength(14);
});

test('a fault of the program is told as internal', async () => {
  const backend = new MemoryBackend({ opened: true });
  backend.compare = () => Promise.reject(new TypeError('no'));
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const comparison = new Comparison(backend);
  await comparison.show(1, 2);
  expect(comparison.failure).toEqual({ code: 'internal', params: {} });
  expect(said).toHaveBeenCalled();
});

test('an answer that was overtaken is not waited for once the next has come', async () => {
  vi.useFakeTimers();
  try {
    const backend = new MemoryBackend({ opened: true });
    const compare = backend.compare.bind(backend);
    backend.compare = (older, newer, from) =>
      older === 5 ? new Promise(() => undefined) : compare(older, newer, from);
    const comparison = new Comparison(backend);
    void comparison.show(5, 6);
    const second = comparison.show(1, 2);
    await vi.advanceTimersByTimeAsync(10_000);
    await second;
    expect([comparison.loaded?.older.id, comparison.waiting]).toEqual([1, false]);
  } finally {
    vi.useRealTimers();
  }
});
