/** What a person did, in words: one wording for each code of the archive's journal. */
import type { JournalAct, Lang } from '../ipc/types';
import { m } from '../paraglide/messages';
import { ACTS, actForm } from '../positions/acts';
import { formatDate } from '../words/dates';
import { put } from '../words/phrase';
import { passage } from '../words/references';

type Params = Readonly<Partial<Record<string, string>>>;
type Wording = (params: Params, lang: Lang) => string;

const name = (params: Params): string => put(params.name ?? '');
const to = (params: Params): string => put(params.to ?? '');
const several = (params: Params): number => Number(params.count ?? 1);

/** Paragraphs of both sides, from the numbers the journal has of them, which count from 1. */
function passages(params: Params, lang: Lang): string {
  const numbers = (side: string | undefined): number[] =>
    (side ?? '')
      .split(' ')
      .filter((number) => number !== '')
      .map((number) => Number(number) - 1);
  return put(passage(numbers(params.older), numbers(params.newer), lang));
}

/** One release is called by its name, several by their number. */
function one(params: Params, single: (name: string) => string, many: (count: number) => string): string {
  return several(params) > 1 ? many(several(params)) : single(name(params));
}

/** The act and the date of a position. */
function ofPosition(params: Params, lang: Lang): { act: string; date: string } {
  const act = ACTS.find((one) => one === params.act);
  return {
    act: put(act === undefined ? (params.act ?? '') : actForm(act).label()),
    date: put(formatDate(params.date ?? '', lang)),
  };
}

const WORDING: Record<string, Wording> = {
  'add-issuer': (p) => m.act_add_issuer({ name: name(p) }),
  'rename-issuer': (p) => m.act_rename({ name: name(p), to: to(p) }),
  'remove-issuer': (p) => m.act_remove_issuer({ name: name(p) }),
  'add-series': (p) => m.act_add_series({ name: name(p) }),
  'rename-series': (p) => m.act_rename({ name: name(p), to: to(p) }),
  'set-series-lang': (p) => m.act_set_lang({ name: name(p) }),
  'set-series-issuer': (p) => m.act_set_series_issuer({ name: name(p), to: to(p) }),
  'add-source': (p) => m.act_add_source({ name: name(p) }),
  'change-source': (p) => m.act_change_source({ name: name(p) }),
  'remove-source': (p) => m.act_remove_source({ name: name(p) }),
  'remove-series': (p) => m.act_remove_series({ name: name(p) }),
  'set-title': (p) => m.act_set_title({ name: name(p) }),
  'set-date': (p, lang) => m.act_set_date({ name: name(p), to: put(formatDate(p.to ?? '', lang)) }),
  'set-lang': (p) => m.act_set_lang({ name: name(p) }),
  'set-place': (p) => m.act_set_place({ name: name(p) }),
  'set-source': (p) => m.act_set_source({ name: name(p) }),
  'set-release-note': (p) => m.act_set_release_note({ name: name(p) }),
  'move-releases': (p) =>
    one(
      p,
      (called) => m.act_move_release({ name: called, to: to(p) }),
      (count) => m.act_move_releases({ count, to: to(p) }),
    ),
  'remove-releases': (p) =>
    one(
      p,
      (called) => m.act_remove_release({ name: called }),
      (count) => m.act_remove_releases({ count }),
    ),
  'set-reviewed': (p) =>
    p.to === 'false'
      ? one(
          p,
          (called) => m.act_unreview_release({ name: called }),
          (count) => m.act_unreview_releases({ count }),
        )
      : one(
          p,
          (called) => m.act_review_release({ name: called }),
          (count) => m.act_review_releases({ count }),
        ),
  'set-significance': (p) =>
    one(
      p,
      (called) => m.act_weigh_release({ name: called }),
      (count) => m.act_weigh_releases({ count }),
    ),
  'confirm-position': (p, lang) => m.act_confirm_position(ofPosition(p, lang)),
  'change-position': (p, lang) => m.act_change_position(ofPosition(p, lang)),
  'remove-position': (p, lang) => m.act_remove_position(ofPosition(p, lang)),
  'add-position': (p, lang) => m.act_add_position(ofPosition(p, lang)),
  'restore-position': (p, lang) => m.act_restore_position(ofPosition(p, lang)),
  'edit-codebook': (p) => m.act_edit_codebook({ name: name(p) }),
  'edit-lexicon': () => m.act_edit_lexicon(),
  'review-change': (p) => m.act_review_change({ name: name(p) }),
  'unreview-change': (p) => m.act_unreview_change({ name: name(p) }),
  'weigh-change': (p) => m.act_weigh_change({ name: name(p) }),
  'link-passages': (p, lang) => m.act_link_passages({ passage: passages(p, lang) }),
  'part-passages': (p, lang) => m.act_part_passages({ passage: passages(p, lang) }),
  'clear-links': (p, lang) => m.act_clear_links({ passage: passages(p, lang) }),
  'add-note': (p) => m.act_add_note({ name: name(p) }),
  'edit-note': () => m.act_edit_note(),
  'remove-note': () => m.act_remove_note(),
  import: (p) =>
    one(
      p,
      (called) => m.act_import({ name: called }),
      (count) => m.act_imports({ count }),
    ),
  'keep-comparison': (p) => m.act_keep_comparison({ name: name(p) }),
  'drop-comparison': (p) => m.act_drop_comparison({ name: name(p) }),
  merge: (p) => m.act_merge({ name: name(p) }),
};

/** The codes that have words of their own. */
export const ACT_CODES: readonly string[] = Object.keys(WORDING);

/** An act in words, with names marked by `put`. One this version does not know is told as a change. */
export function wordAct(act: JournalAct, lang: Lang): string {
  const wording = WORDING[act.code];
  return wording === undefined ? m.act_other() : wording(act.params, lang);
}
