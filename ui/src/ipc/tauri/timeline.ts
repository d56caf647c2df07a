/** The calls of the Timeline over Tauri. */
import type { TimelineCalls } from '../timeline';
import { call } from './call';

export const timelineCalls: TimelineCalls = {
  read: (series, topic) => call('timeline', { series, topic }),
  everywhere: (topic, series) => call('topic_everywhere', { topic, series }),
  mentions: (topic, period, act, from) => call('topic_mentions', { topic, period, act, from }),
  lineage: (release, paragraph, words) => call('passage_lineage', { release, paragraph, words }),
  follow: (series, phrase) => call('follow_formula', { series, phrase }),
  formulas: (series) => call('formulas', { series }),
  keep: (series, phrases) => call('keep_formulas', { series, phrases }),
};
