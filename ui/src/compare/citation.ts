/** A passage to be quoted elsewhere: its words, byte for byte, with where they stand, in the language of the release. */
import type { Issuer, Release, Row, Series } from '../ipc/types';
import { m } from '../paraglide/messages';
import { formatDate } from '../words/dates';
import { directionOf } from '../words/language.svelte';
import { nameIn, titleOf } from '../words/names';
import { paragraphs } from '../words/references';

/** What a citation names beside the release. */
export interface Cited {
  readonly series: Series | undefined;
  readonly issuer: Issuer | undefined;
}

/** A passage to be put into the clipboard: as plain text, and for programs that keep the direction of a text. */
export interface Citation {
  readonly plain: string;
  readonly html: string;
}

/** A text as HTML has it. */
function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

function quoted(side: Row['older'], release: Release, { series, issuer }: Cited): Citation {
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
  const between = m.citation_between({}, { locale: lang });
  const own = `lang="${lang}" dir="${directionOf(lang)}"`;
  // The names among them may be of the other direction.
  const isolated = parts.map((part) => `<bdi>${escaped(part)}</bdi>`).join(escaped(between));
  return {
    plain: `${quote}\n${parts.join(between)}`,
    html: `<blockquote ${own}>${escaped(quote).replaceAll('\n', '<br>')}</blockquote><p ${own}>${isolated}</p>`,
  };
}

/** The passages of a row with their citations, the older first; one side alone where nothing differs or only one is there. */
export function citation(row: Row, older: Release, newer: Release, cited: Cited): Citation {
  const both = row.kind !== 'same' && row.older.length > 0 && row.newer.length > 0;
  const sides = [
    ...(both || row.newer.length === 0 ? [quoted(row.older, older, cited)] : []),
    ...(row.newer.length > 0 ? [quoted(row.newer, newer, cited)] : []),
  ];
  return {
    plain: sides.map(({ plain }) => plain).join('\n\n'),
    html: sides.map(({ html }) => html).join(''),
  };
}
