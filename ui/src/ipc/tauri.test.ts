import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { Failure } from './backend';
import { UNCHOSEN } from './settings';
import { TauriBackend } from './tauri';
import type { Progress, Settings, Start } from './types';

type Call = [command: string, args: Record<string, unknown>];

beforeAll(() => {
  // The bridge hangs on `window`, which there is none of outside of a page.
  Object.assign(globalThis, { window: globalThis });
});
afterEach(clearMocks);

/** Answers every call with `answer`, and keeps what was asked. */
function listen(answer: (command: string, args: Record<string, unknown>) => unknown): Call[] {
  const calls: Call[] = [];
  mockIPC((command, args) => {
    const given = (args ?? {}) as Record<string, unknown>;
    calls.push([command, given]);
    return answer(command, given);
  });
  return calls;
}

const SETTINGS: Settings = { ...UNCHOSEN, language: 'ar', theme: 'dark' };

test('the first answer is that of the question which was asked when the page began', async () => {
  const calls = listen(() => null);
  window.askedFirst = Promise.resolve({ version: '1', ahead: null } as unknown as Start);
  expect(await new TauriBackend().start()).toMatchObject({ version: '1' });
  window.askedFirst = Promise.reject({ code: 'gone', params: { path: 'a' } });
  await expect(new TauriBackend().start()).rejects.toEqual(new Failure('gone', { path: 'a' }));
  delete window.askedFirst;
  expect(calls).toEqual([]);
});

test('each method calls its command with its arguments', async () => {
  const calls = listen((command) => (command === 'start' ? { ahead: null } : null));
  const backend = new TauriBackend();
  await backend.start();
  await backend.saveSettings(SETTINGS);
  await backend.chooseArchive();
  await backend.library();
  await backend.releases(3);
  await backend.compare(5, 6, 200);
  await backend.catalogue.read(7);
  await backend.catalogue.addNote(7, 2, 'stronger');
  await backend.catalogue.changeNote(4, '');
  await backend.catalogue.saveOriginal(1, 'a.docx');
  await backend.catalogue.edit({ kind: 'set-title', release: 7, title: null });
  await backend.acts.history();
  await backend.acts.undo();
  await backend.acts.redo();
  await backend.finder.facets();
  expect(calls).toEqual([
    ['start', {}],
    ['save_settings', { settings: SETTINGS, turn: 1 }],
    ['choose_archive', {}],
    ['library', {}],
    ['releases', { series: 3 }],
    ['compare', { older: 5, newer: 6, from: 200 }],
    ['read_release', { release: 7 }],
    ['add_note', { release: 7, paragraph: 2, text: 'stronger' }],
    ['change_note', { note: 4, text: '' }],
    ['save_original', { original: 1, name: 'a.docx' }],
    ['edit_library', { edit: { kind: 'set-title', release: 7, title: null } }],
    ['history', {}],
    ['undo', {}],
    ['redo', {}],
    ['search_facets', {}],
  ]);
});

test('opening the sample hands over a channel and a number by which it can be called off', async () => {
  const told: Progress[] = [];
  const calls = listen((command, args) => {
    if (command !== 'open_sample_archive') return null;
    (args.onProgress as { onmessage: (progress: Progress) => void }).onmessage({ done: 1, total: 2 });
    return null;
  });
  const backend = new TauriBackend();
  const first = backend.openSampleArchive((progress) => told.push(progress));
  const second = backend.openSampleArchive(() => undefined);
  second.cancel();
  expect(await first.result).toBeNull();
  expect(told).toEqual([{ done: 1, total: 2 }]);
  const [one, two, cancelled] = calls.map(([command, { job }]) => [command, job]);
  expect(one?.[0]).toBe('open_sample_archive');
  expect(two?.[1]).not.toBe(one?.[1]);
  expect(cancelled).toEqual(['cancel_job', two?.[1]]);
});

test('a report of the Rust side becomes a failure with its code and its names', async () => {
  listen(() => {
    throw { code: 'archive-newer', params: { path: 'a.bayan', found: '7', supported: '3' } };
  });
  const failure = await new TauriBackend().library().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({
    code: 'archive-newer',
    params: { path: 'a.bayan', found: '7', supported: '3' },
  });
});

test('anything else a call rejects with is an internal failure', async () => {
  listen(() => {
    throw new Error('the bridge is down');
  });
  await expect(new TauriBackend().start()).rejects.toMatchObject({ code: 'internal' });
});
