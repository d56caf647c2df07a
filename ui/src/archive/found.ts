/** What a check found, in words, with the cure. */
import type { CheckShown, Lang } from '../ipc/types';
import { m } from '../paraglide/messages';
import { formatDate } from '../words/dates';
import { digits } from '../words/numbers';
import { put } from '../words/phrase';

/** One sentence for each thing; what is wrong before the cure. */
export function wordCheck(check: CheckShown, lang: Lang): string[] {
  if (check.damaged) return [m.archive_found_damaged(), m.archive_found_damaged_cure()];
  const lines: string[] = [];
  for (const release of check.altered) {
    const date = put(formatDate(release.date, lang));
    lines.push(
      release.title === null
        ? m.archive_found_altered_dated({ date })
        : m.archive_found_altered({ name: put(release.title), date }),
    );
  }
  if (lines.length > 0) lines.push(m.archive_found_altered_cure());
  if (check.index_damaged) lines.push(m.archive_found_index());
  if (lines.length === 0) lines.push(m.archive_found_nothing({ count: put(digits(check.releases, lang)) }));
  return lines;
}
