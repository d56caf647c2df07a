/** Dates as short as the chart's axis needs them. */
import type { Lang } from '../ipc/types';
import { formatDate } from '../words/dates';

/** The months whose Arabic names have two words. */
const SHORT_AR: Readonly<Record<string, string>> = { '01': 'ك2', '10': 'ت1', '11': 'ت2', '12': 'ك1' };

/** The day and month of a release's date: `9 Apr`, `9 نيسان`, `11 ك1`; the year where no more is known. */
export function axisDate(date: string, lang: Lang): string {
  const [year, month, day] = date.split('-');
  if (year === undefined || month === undefined) return date;
  const short = lang === 'ar' ? SHORT_AR[month] : undefined;
  if (short !== undefined) return day === undefined ? short : `${Number(day)} ${short}`;
  return formatDate(date, lang, 'short').replace(` ${year}`, '');
}
