/** Archives as files in memory. `care` is what the check after opening finds: nothing, `altered`, `damaged` or `uncopied`. */
import type { ArchiveCalls } from '../archives';
import { Failure, type Job } from '../backend';
import type { ArchiveInfo, BackupShown, CheckShown, CopySeen, MergeSeen, Progress } from '../types';
import type { MemoryArchive } from './archive';

interface Pretended {
  readonly memory: MemoryArchive;
  readonly open: () => ArchiveInfo | null;
  readonly enter: (archive: ArchiveInfo) => ArchiveInfo;
  readonly wait: () => Promise<void>;
  readonly care: string | null;
  readonly network: boolean;
}

const COPIES: readonly BackupShown[] = [
  { path: '/backups/b.bayan', made: '2026-02-03T08:30:00Z', length: 2_400_000, altered: false },
  { path: '/backups/a.bayan', made: '2026-02-02T08:10:00Z', length: 2_300_000, altered: true },
];

const RECENT: ArchiveInfo = {
  name: 'متابعة المجلس',
  path: '/archives/متابعة المجلس.bayan',
  sample: false,
  releases: 10,
  read_only: false,
  newer: false,
};

export function archivesOf({ memory, open, enter, wait, care, network }: Pretended): ArchiveCalls {
  const copies = [...COPIES];
  /** A job of ten steps that can be called off between them. */
  const job = <T>(onProgress: (progress: Progress) => void, end: () => T): Job<T> => {
    let cancelled = false;
    const work = async (): Promise<T | null> => {
      for (let done = 0; done <= 10; done += 1) {
        onProgress({ done, total: 10 });
        await wait();
        if (cancelled) return null;
      }
      return end();
    };
    return { result: work(), cancel: () => (cancelled = true) };
  };
  const found = (): CheckShown => ({
    damaged: care === 'damaged',
    index_damaged: false,
    releases: memory.rows.length,
    altered: care === 'altered' ? memory.rows.slice(0, 1).map((row) => row.release) : [],
  });
  const seen = (path: string): CopySeen => ({
    path,
    length: 2_400_000,
    issuers: memory.library.issuers,
    series: memory.library.series,
    releases: memory.rows.length,
    newest: memory.rows.slice(-5).map((row) => row.release),
  });
  const merged = (after: boolean): MergeSeen => ({
    path: '/archives/colleague.bayan',
    name: 'colleague',
    new_series: 1,
    new_releases: 2,
    same_releases: 8,
    new_entries: 3,
    new: after
      ? []
      : memory.rows.slice(0, 2).map(({ release }) => ({
          series: { en: 'Press releases' },
          date: release.date,
          title: release.title,
        })),
    conflicts: [
      { kind: 'text', release: memory.rows[0]?.release ?? null },
      { kind: 'codebook', release: null },
    ],
  });
  const here = (): ArchiveInfo => {
    const archive = open();
    if (archive === null) throw new Failure('no-archive');
    return archive;
  };
  return {
    standing: async () => ({
      recent: [{ name: RECENT.name, path: RECENT.path, sample: false }],
      network,
      cloud: null,
      length: 3_100_000,
      copies: copies.length,
      copied: copies[0]?.made ?? null,
    }),
    create: async (name) => enter({ ...RECENT, name: name.replace(/\.bayan$/, ''), releases: 0 }),
    openRecent: async () => enter(RECENT),
    openInWindow: async () => true,
    backUp: (name, onProgress) =>
      job(onProgress, () => {
        const made = '2026-02-04T09:00:00Z';
        const copy = { path: `/backups/${name ?? 'c.bayan'}`, made, length: 2_500_000, altered: false };
        if (name === null) copies.unshift(copy);
        return copy;
      }),
    backups: async () => [...copies],
    lookInto: async (path) => seen(path ?? '/elsewhere/copy.bayan'),
    restore: (_copy, archive, onProgress) =>
      job(onProgress, () => ({
        archive: archive === null ? here() : enter(RECENT),
        replaced: '/archives/archive.replaced.bayan',
        altered: 0,
      })),
    check: (onProgress) => job(onProgress, found),
    lookAfter: (onProgress) =>
      job(onProgress, () => ({
        check: found(),
        copy: null,
        problem: care === 'uncopied' ? { code: 'disk-full', params: { path: '/backups' } } : null,
      })),
    salvage: (_damaged, name, onProgress) =>
      job(onProgress, () => ({
        archive: enter({ ...RECENT, name: name.replace(/\.bayan$/, '') }),
        releases: 9,
        incomplete: 1,
        nameless: 0,
        lost_releases: 2,
        lost_paragraphs: 14,
        lost_others: 1,
      })),
    lookAtMerge: (_item, onProgress) => job(onProgress, () => merged(false)),
    merge: (_path, onProgress) =>
      job(onProgress, () => {
        memory.act('merge', { name: 'colleague.bayan' }, () => undefined);
        return merged(true);
      }),
    exportSeries: (series, name, onProgress) =>
      job(onProgress, () => ({
        path: `/handed/${name}`,
        releases: memory.library.series.find((one) => one.id === series)?.releases ?? 0,
      })),
  };
}
