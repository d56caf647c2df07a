/** A passage to be quoted elsewhere: its words, byte for byte, with where they stand, in the language of the release. */
import type { Issuer, Release, Row, Series } from '../ipc/types';
import { m } from '../paraglide/messages';
import { formatDate } from '../words/dates';
import { nameIn, titleOf } from '../words/names';
import { paragraphs } from '../words/references';

/** What a citation names beside the release. */
export interface Cited {
  readonly series: Series | undefined;
  readonly issuer: Issuer | undefined;
}

function quoted(side: Row['older'], release: Release, { series, issuer }: Cited): string {
  const { lang } = release;
  const words = side.map((one) => one.runs.map((run) => run.text).join('')).join('\n');
  const parts = [
    issuer === undefined ? '' : nameIn(issuer.name, lang).text,
    titleOf(release, series, lang).text,
    formatDate(release.date, lang),
    paragraphs(
      side.map(({ number }) => number),
      lang,
    ),
    release.source ?? '',
  ].filter((part) => part !== '');
  const quote = m.quote({ text: words }, { locale: lang });
  return `${quote}\n${parts.join(m.citation_between({}, { locale: lang }))}`;
}

/** The passages of a row with their citations, the older first; one side alone where nothing differs or only one is there. */
export function citation(row: Row, older: Release, newer: Release, cited: Cited): string {
  const both = row.kind !== 'same' && row.older.length > 0 && row.newer.length > 0;
  const alone = row.newer.length > 0 ? quoted(row.newer, newer, cited) : quoted(row.older, older, cited);
  return both ? `${quoted(row.older, older, cited)}\n\n${quoted(row.newer, newer, cited)}` : alone;
}
