/** The table of releases and the library's changes in memory. */
import type { Catalogue } from '../catalogue';
import { Failure } from '../backend';
import type { Edit, ListingAsked, SortColumn, TableRow } from '../types';
import type { MemoryArchive } from './archive';

export function catalogueOf(archive: MemoryArchive, wait: () => Promise<void>): Catalogue {
  return {
    list: async (asked) => {
      await wait();
      const rows = archive.rows.filter((row) => fits(row, asked));
      rows.sort((a, b) => order(archive, a, b, asked.by) * (asked.descending ? -1 : 1));
      const page = rows.slice(asked.offset, asked.offset + asked.limit);
      return { total: rows.length, rows: structuredClone(page) };
    },
    read: async (id) => {
      await wait();
      const row = archive.row(id);
      const series = archive.rows
        .filter((one) => one.release.series === row.release.series)
        .sort((a, b) => order(archive, a, b, 'date'));
      const place = series.findIndex((one) => one.release.id === id);
      return structuredClone({
        row,
        paragraphs: archive.paragraphs(id),
        before: series[place - 1]?.release ?? null,
        after: series[place + 1]?.release ?? null,
        notes: archive.notes.get(id) ?? [],
        revisions:
          id === 2
            ? [{ number: 0, title: null, paragraphs: ['النص الأول.'], retrieved: '2026-01-01T00:00:00Z' }]
            : [],
        originals: [{ id: 1, name: 'statement.docx', sha256: 'ab'.repeat(32), length: 20_480 }],
      });
    },
    edit: async (edit) => {
      await wait();
      const params = paramsOf(archive, edit);
      let added: number | null = null;
      archive.act(edit.kind, params, () => {
        added = carryOut(archive, edit);
      });
      return added;
    },
    addNote: async (release, paragraph, text) => {
      await wait();
      const id = archive.number();
      const name = archive.row(release).release.title ?? '';
      archive.act('add-note', { name, paragraph: paragraph === null ? '' : `${paragraph + 1}` }, () => {
        const notes = archive.notes.get(release) ?? [];
        notes.push({ id, release, paragraph, text, made: '2026-02-01T09:00:00Z' });
        archive.notes.set(release, notes);
        archive.row(release).notes = notes.length;
      });
      return id;
    },
    changeNote: async (id, text) => {
      await wait();
      for (const [release, notes] of archive.notes) {
        const place = notes.findIndex((note) => note.id === id);
        const note = notes[place];
        if (note === undefined) continue;
        archive.act(text.trim() === '' ? 'remove-note' : 'edit-note', {}, () => {
          if (text.trim() === '') notes.splice(place, 1);
          else note.text = text;
          archive.row(release).notes = notes.length;
        });
        return;
      }
      throw new Failure('entry-missing');
    },
    saveOriginal: async (_, name) => `/home/l/${name}`,
  };
}

function fits({ release, reviewed, notes }: TableRow, asked: ListingAsked): boolean {
  return (
    (asked.series.length === 0 || asked.series.includes(release.series)) &&
    (asked.lang === null || asked.lang === release.lang) &&
    (asked.from === null || release.date >= asked.from) &&
    (asked.to === null || release.date.slice(0, asked.to.length) <= asked.to) &&
    (asked.reviewed === null || asked.reviewed === reviewed) &&
    (asked.noted === null || asked.noted === notes > 0) &&
    (release.title ?? '').toLowerCase().includes(asked.title.trim().toLowerCase())
  );
}

function order(archive: MemoryArchive, a: TableRow, b: TableRow, by: SortColumn): number {
  const key = ({ release, notes, reviewed, significance }: TableRow): number | string => {
    switch (by) {
      case 'date':
        return release.date;
      case 'title':
        return (
          release.title ?? archive.library.series.find((one) => one.id === release.series)?.title.en ?? ''
        );
      case 'series':
        return release.series;
      case 'place':
        return release.place ?? '';
      case 'paragraphs':
        return release.paragraphs;
      case 'words':
        return release.words;
      case 'notes':
        return notes;
      case 'reviewed':
        return reviewed ? 1 : 0;
      case 'significance':
        return significance ?? -1;
    }
  };
  const [one, other] = [key(a), key(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function paramsOf(archive: MemoryArchive, edit: Edit): Record<string, string> {
  const called = (id: number): string => archive.row(id).release.title ?? archive.row(id).release.date;
  const issuer = (id: number): string => archive.library.issuers.find((one) => one.id === id)?.name.en ?? '';
  const series = (id: number): string => archive.library.series.find((one) => one.id === id)?.title.en ?? '';
  const params: Record<string, string> = {};
  if ('release' in edit) params.name = called(edit.release);
  if ('releases' in edit) {
    params.name = called(edit.releases[0] ?? 0);
    params.count = `${edit.releases.length}`;
  }
  if (edit.kind === 'rename-issuer' || edit.kind === 'remove-issuer') params.name = issuer(edit.issuer);
  if (edit.kind === 'rename-series' || edit.kind === 'remove-series') params.name = series(edit.series);
  if (edit.kind === 'add-issuer') params.name = edit.name.en ?? edit.name.ar ?? '';
  if (edit.kind === 'add-series') params.name = edit.title.en ?? edit.title.ar ?? '';
  if (edit.kind === 'set-title') params.to = edit.title ?? '';
  if (edit.kind === 'set-date') params.to = edit.date;
  if (edit.kind === 'set-reviewed') params.to = String(edit.reviewed);
  return params;
}

function carryOut(archive: MemoryArchive, edit: Edit): number | null {
  const { library } = archive;
  switch (edit.kind) {
    case 'add-issuer': {
      const id = archive.number();
      library.issuers = [...library.issuers, { id, name: edit.name, invented: false }];
      return id;
    }
    case 'add-series': {
      const id = archive.number();
      const { issuer, title, lang } = edit;
      library.series = [...library.series, { id, issuer, title, lang, releases: 0 }];
      return id;
    }
    case 'rename-issuer':
      for (const one of library.issuers) if (one.id === edit.issuer) one.name = edit.name;
      return null;
    case 'rename-series':
      for (const one of library.series) if (one.id === edit.series) one.title = edit.title;
      return null;
    case 'remove-issuer':
      library.issuers = library.issuers.filter((one) => one.id !== edit.issuer);
      library.series = library.series.filter((one) => one.issuer !== edit.issuer);
      return null;
    case 'remove-series':
      library.series = library.series.filter((one) => one.id !== edit.series);
      archive.rows = archive.rows.filter((row) => row.release.series !== edit.series);
      return null;
    case 'set-title':
      archive.row(edit.release).release.title = edit.title;
      return null;
    case 'set-date':
      archive.row(edit.release).release.date = edit.date;
      return null;
    case 'set-lang':
      archive.row(edit.release).release.lang = edit.lang;
      return null;
    case 'set-place':
      replace(archive, edit.release, 'place', edit.place);
      return null;
    case 'set-source':
      archive.row(edit.release).release.source = edit.source;
      return null;
    case 'set-release-note':
      replace(archive, edit.release, 'note', edit.note);
      return null;
    case 'move-releases':
      for (const id of edit.releases) archive.row(id).release.series = edit.series;
      return null;
    case 'remove-releases':
      archive.rows = archive.rows.filter((row) => !edit.releases.includes(row.release.id));
      return null;
    case 'set-reviewed':
      for (const id of edit.releases) archive.row(id).reviewed = edit.reviewed;
      return null;
    case 'set-significance':
      for (const id of edit.releases) archive.row(id).significance = edit.significance;
      return null;
    default:
      return null;
  }
}

/** Puts what may be missing in a release, or takes it away. */
function replace(archive: MemoryArchive, id: number, key: 'place' | 'note', value: string | null): void {
  const row = archive.row(id);
  const { place, note, ...rest } = row.release;
  const kept = { place, note, [key]: value ?? undefined };
  row.release = {
    ...rest,
    ...(kept.place === undefined ? {} : { place: kept.place }),
    ...(kept.note === undefined ? {} : { note: kept.note }),
  };
}
