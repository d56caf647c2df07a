import { beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../ipc/backend';
import { MemoryBackend, type Scenario } from '../ipc/memory';
import { UNCHOSEN } from '../ipc/settings';
import { Session } from './session.svelte';

const SAMPLE_PATH = '/archives/sample.bayan';

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  vi.stubGlobal('navigator', { languages: ['ar-SY'] });
  const media = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', { matchMedia: () => media });
});

async function started(
  scenario: Partial<Scenario> = {},
): Promise<{ session: Session; backend: MemoryBackend }> {
  const backend = new MemoryBackend({ opened: true, ...scenario });
  const session = new Session(backend);
  await session.start();
  return { session, backend };
}

function remembering(archive: string, series: number): Partial<Scenario> {
  const last_view = { archive, series, older: 5, newer: 7 };
  return { settings: { ...UNCHOSEN, language: 'en', theme: 'dark', last_view } };
}

test('the pair last seen is shown again', async () => {
  const { session } = await started(remembering(SAMPLE_PATH, 3));
  expect(session.view).toEqual({ archive: SAMPLE_PATH, series: 3, older: 5, newer: 7 });
});

test('a pair of another archive, or of a series that is gone, is not', async () => {
  for (const scenario of [remembering('/archives/other.bayan', 3), remembering(SAMPLE_PATH, 99)]) {
    const { session } = await started(scenario);
    expect(session.view).toEqual({ archive: SAMPLE_PATH, series: 1, older: 0, newer: 0 });
  }
});

test('language, theme and pair are saved when they change, each with the others kept', async () => {
  const { session, backend } = await started();
  session.setLanguage('en');
  session.setTheme('dark');
  session.showSeries(3);
  session.showPair(5, 6);
  expect(backend.saved).toEqual({
    ...UNCHOSEN,
    language: 'en',
    theme: 'dark',
    last_view: { archive: SAMPLE_PATH, series: 3, older: 5, newer: 6 },
  });
});

test('a series is followed by the topic it was followed by last, else by the last of all, after a restart too', async () => {
  const { session, backend } = await started();
  expect(session.topicOf(3)).toBeNull();
  session.places.keepTopic(3, 'refugees');
  session.rememberTopic('refugees');
  expect(backend.saved).toEqual({ ...UNCHOSEN, topic: 'refugees' });
  session.places.keepTopic(2, 'ceasefire');
  session.rememberTopic('ceasefire');
  expect([3, 2, 1].map((series) => session.topicOf(series))).toEqual(['refugees', 'ceasefire', 'ceasefire']);
  const again = await started({ settings: { ...UNCHOSEN, topic: 'ceasefire' } });
  expect(again.session.topicOf(3)).toBe('ceasefire');
});

test('without a chosen language the system’s is spoken, and not saved', async () => {
  const { backend } = await started();
  expect(document.documentElement.lang).toBe('ar');
  expect(document.documentElement.dir).toBe('rtl');
  expect(backend.saved.language).toBeNull();
});

test('settings that can’t be saved are told, and the choice holds', async () => {
  const { session, backend } = await started();
  backend.saveSettings = () => Promise.reject(new Failure('disk-full', { path: 'x' }));
  session.setTheme('dark');
  await vi.waitFor(() => expect(session.unsaved?.code).toBe('disk-full'));
  expect(session.theme).toBe('dark');
});

test('a start that fails leaves the window usable and says why', async () => {
  const backend = new MemoryBackend();
  backend.start = () => Promise.reject(new Failure('internal'));
  const session = new Session(backend);
  await session.start();
  expect(session.ready).toBe(true);
  expect(session.problem?.code).toBe('internal');
});

test('an archive that can’t be opened leaves the one in use', async () => {
  const { session } = await started({ problem: { code: 'archive-newer', params: {} } });
  await session.chooseArchive();
  expect(session.problem?.code).toBe('archive-newer');
  expect(session.archive?.path).toBe(SAMPLE_PATH);
});

test('choosing no archive changes nothing', async () => {
  const { session, backend } = await started();
  backend.chooseArchive = () => Promise.resolve(null);
  await session.chooseArchive();
  expect(session.archive?.path).toBe(SAMPLE_PATH);
  expect(session.problem).toBeNull();
});

test('a cancelled opening leaves no archive and no problem', async () => {
  const { session } = await started({ opened: false, delay: 5 });
  const opening = session.openSample();
  session.cancelOpening();
  await opening;
  expect([session.archive, session.problem, session.opening]).toEqual([null, null, null]);
});
