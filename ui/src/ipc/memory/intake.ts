/** What was brought in, made up: a list with an item in each state. */
import { Failure, type IntakeCalls } from '../backend';
import type { Begun, Intake, IntakeItem, IntakeState, ReadDraft, Source, StoredImport } from '../types';

const TEXT = [
  'أكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق.',
  'وطالب بالإفراج عن 420 معتقلا',
  'ودخول المساعدات دون قيود.',
  'صفحة 1 من 2',
];

const BLANK: IntakeItem = {
  id: 0,
  name: '',
  state: 'to-check',
  title: null,
  date: null,
  paragraphs: TEXT.length,
  alike: null,
  problem: null,
  source: null,
  release: null,
  again: false,
};

const FILES: IntakeItem[] = [
  {
    ...BLANK,
    name: '2025-03-27.pdf',
    title: 'بيان الاجتماع الدوري',
    date: '2025-03-27',
    alike: { release: 2, series: 1, date: '2025-02-25', words: 3, identical: false },
  },
  {
    ...BLANK,
    name: 'scan.pdf',
    state: 'failed',
    problem: { code: 'import-no-text-layer', params: { path: 'scan.pdf', pages: '4' } },
  },
  { ...BLANK, name: '2025-04-29.txt', state: 'clear', title: 'بيان الاجتماع التالي', date: '2025-04-29' },
  {
    ...BLANK,
    name: 'colleague.bayan',
    state: 'failed',
    problem: { code: 'import-is-archive', params: { path: 'colleague.bayan' } },
  },
  {
    ...BLANK,
    name: '2025-02-25.txt',
    state: 'already',
    title: 'بيان شباط',
    date: '2025-02-25',
    alike: { release: 2, series: 1, date: '2025-02-25', words: 0, identical: true },
  },
];

/** What a page that lists releases has. */
const LINKS: IntakeItem[] = [
  { ...BLANK, state: 'linked', name: 'https://example.org/s/2', title: 'بيان نيسان', date: '2025-04-29' },
  { ...BLANK, state: 'linked', name: 'https://example.org/s/1', title: 'بيان آذار', date: '2025-03-27' },
  { ...BLANK, state: 'further', name: 'https://example.org/s?page=2' },
];

function draftOf(item: IntakeItem): ReadDraft {
  const pdf = item.name.endsWith('.pdf');
  return {
    id: item.id,
    name: item.name,
    title: item.title,
    paragraphs: (item.name === '' ? pasted : TEXT).map((text) => ({ text, kind: 'body' })),
    dates:
      item.date === null
        ? []
        : [
            { date: item.date, words: item.name, place: 'name', paragraph: null, hijri: false },
            { date: '2025-03-01', words: '1 رمضان 1446 هـ', place: 'paragraph', paragraph: 0, hijri: true },
          ],
    lang: 'ar',
    source: item.name,
    author: null,
    encoding: pdf ? null : 'windows-1256',
    warnings: pdf
      ? [{ code: 'number-differs', params: { taken: '420', other: '240' }, paragraph: 1 }]
      : item.name === ''
        ? []
        : [{ code: 'encoding-uncertain', params: { name: 'windows-1256' }, paragraph: null }],
    alike: item.alike,
    series: null,
    begun: null,
  };
}

let pasted: string[] = [];

export function intakeInMemory(brought: string | null): IntakeCalls {
  let items: IntakeItem[] = [];
  let last = 0;
  const kept = new Map<number, Begun>();
  let sources: Source[] = [];
  /** Addresses of sources that were put on the list and not fetched yet. */
  let asked: number[] = [];
  /** What was taken off the list the last time. */
  let off: IntakeItem[] = [];
  let unfinished = brought === 'broken' ? { done: 7, total: 9, series: 1 } : null;
  const add = (item: IntakeItem): number => {
    last += 1;
    items = [...items, { ...item, id: last }];
    return last;
  };
  if (brought === 'files') FILES.forEach(add);

  const count = (state: IntakeState): number => items.filter((item) => item.state === state).length;
  const list = (): Intake => ({
    counts: {
      waiting: count('waiting'),
      to_check: count('to-check'),
      clear: count('clear'),
      already: count('already'),
      linked: count('linked') + count('further'),
      failed: count('failed'),
      stored: count('stored'),
    },
    items,
    unfinished,
    taken_off: off.length,
  });
  const find = (id: number): IntakeItem => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) throw new Failure('import-gone');
    return item;
  };
  const stored = (number: number): StoredImport => ({
    import: '1',
    stored: number,
    already: 0,
    failed: 0,
    release: 2,
    series: 1,
    previous: 1,
    called_off: false,
  });
  const become = (id: number, state: IntakeState): void => {
    items = items.map((item) => (item.id === id ? { ...item, state } : item));
  };

  return {
    list: async () => list(),
    choose: async () => {
      FILES.forEach(add);
      return FILES.length;
    },
    paste: async (text) => {
      pasted = text.split(/\n+/).filter((line) => line.trim() !== '');
      return add({ ...BLANK, state: 'waiting', paragraphs: pasted.length });
    },
    fetch: async (address) => {
      if (!/^https?:/.test(address)) throw new Failure('fetch-not-an-address', { path: address });
      return add({ ...BLANK, state: 'waiting', name: address, title: 'بيان من الشبكة', date: '2025-05-02' });
    },
    sources: async () => sources,
    keepSource: async (source, series, name, written, lists) => {
      const addresses = written.map((one) => one.trim()).filter((one) => one !== '');
      const wrong = addresses.find((one) => !/^https?:/.test(one));
      if (wrong !== undefined) throw new Failure('fetch-not-an-address', { path: wrong });
      const id = source ?? sources.length + 1;
      const one = {
        id,
        series,
        name: name.trim() === '' ? (addresses[0] ?? '') : name,
        addresses,
        lists,
        asked: null,
      };
      sources = source === null ? [...sources, one] : sources.map((other) => (other.id === id ? one : other));
      return source === null ? id : null;
    },
    checkSources: async (source) => {
      asked = sources.filter((one) => source === null || one.id === source).map((one) => one.id);
      return asked.length;
    },
    confirm: async (id) => {
      const meant = items.filter((item) => (id === null ? item.state === 'linked' : item.id === id));
      meant.forEach((item) => become(item.id, 'waiting'));
      return meant.length;
    },
    read: (onProgress) => {
      for (const source of asked) {
        const found = items.some((item) => item.source === source);
        if (!found && sources.some((one) => one.id === source && one.lists))
          LINKS.forEach((link) => add({ ...link, source }));
        else if (!found)
          add({ ...BLANK, source, name: 'https://example.org/1', title: 'بيان جديد', date: '2025-05-01' });
      }
      sources = sources.map((one) =>
        asked.includes(one.id) ? { ...one, asked: '2025-05-02T10:00:00Z' } : one,
      );
      asked = [];
      items = items.map((item) => (item.state === 'waiting' ? { ...item, state: 'to-check' } : item));
      onProgress({ done: items.length, total: items.length });
      return { result: Promise.resolve(true), cancel: () => undefined };
    },
    draft: async (id) => ({ ...draftOf(find(id)), begun: kept.get(id) ?? null }),
    decode: async (id, encoding) => ({ ...draftOf(find(id)), encoding, warnings: [] }),
    alike: async () => null,
    date: async (written) => {
      if (/^\d{4}(-\d{2}){0,2}$/.test(written)) return written;
      return written === 'آذار 2025' ? '2025-03' : null;
    },
    skip: async (id) => {
      off = items.filter((item) => id === null || item.id === id);
      items = items.filter((item) => !off.includes(item));
    },
    putBack: async () => {
      const { length } = off;
      items = [...items, ...off].sort((a, b) => a.id - b.id);
      off = [];
      return length;
    },
    retry: async () => {
      const failed = items.filter((item) => item.state === 'failed');
      failed.forEach((item) => become(item.id, 'waiting'));
      return failed.length;
    },
    store: async (id, order) => {
      if (!/^\d{4}/.test(order.date)) throw new Failure('import-no-date', { written: order.date });
      become(id, 'stored');
      return stored(1);
    },
    keep: async (id, begun) => {
      if (begun === null) kept.delete(id);
      else kept.set(id, begun);
    },
    accept: (_, onProgress) => {
      const unfit = (id: number): boolean => kept.get(id)?.date === '';
      const clear = items.filter((item) => item.state === 'clear' && !unfit(item.id));
      clear.forEach((item) => become(item.id, 'stored'));
      onProgress({ done: clear.length, total: clear.length });
      return { result: Promise.resolve(stored(clear.length)), cancel: () => undefined };
    },
    resume: async () => {
      unfinished = null;
      return 2;
    },
    undo: async () => {
      items = items.filter((item) => item.state !== 'stored');
      return 1;
    },
    onDropped: () => () => undefined,
    onOver: () => () => undefined,
  };
}
