/** What a reader warns of, in words. */
import type { ReadWarning } from '../ipc/types';
import { m } from '../paraglide/messages';
import { put } from '../words/phrase';

type Params = Partial<Record<string, string>>;

const WORDING: Record<string, (params: Params) => string> = {
  'encoding-uncertain': ({ name = '' }) => m.import_warn_encoding({ name: put(name) }),
  'bytes-replaced': ({ count = '0' }) => m.import_warn_replaced({ count: Number(count) }),
  'control-characters': ({ count = '0' }) => m.import_warn_controls({ count: Number(count) }),
  'pages-without-text': ({ count = '0', pages = '' }) =>
    m.import_warn_pages({ count: Number(count), pages: put(pages) }),
  'number-differs': ({ taken = '', other = '' }) =>
    taken === ''
      ? m.import_warn_number_other({ other: put(other) })
      : other === ''
        ? m.import_warn_number_taken({ taken: put(taken) })
        : m.import_warn_number({ taken: put(taken), other: put(other) }),
  'numbers-unchecked': () => m.import_warn_unchecked(),
  'tracked-changes-accepted': ({ count = '0' }) => m.import_warn_tracked({ count: Number(count) }),
  'comments-left-out': ({ count = '0' }) => m.import_warn_comments({ count: Number(count) }),
  'partial-text': () => m.import_warn_partial(),
  'no-article': () => m.import_warn_no_article(),
  'ending-differs': ({ name = '' }) => m.import_warn_ending({ name: put(name) }),
  'duplicate-entries': ({ name = '' }) => m.import_warn_duplicate({ name: put(name) }),
  'date-not-understood': ({ written = '' }) => m.import_warn_date({ written: put(written) }),
};

/** The codes that have words. */
export const WARNING_CODES: readonly string[] = Object.keys(WORDING);

/** A warning in words; one this version does not know is told by its code. */
export function wordWarning({ code, params }: ReadWarning): string {
  return WORDING[code]?.(params) ?? put(code);
}
