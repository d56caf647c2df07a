/** The classes of change: their words, glyphs and tones, and how a mark of each class is drawn. */
import ArrowUpDown from '@lucide/icons/icons/arrow-up-down';
import Bookmark from '@lucide/icons/icons/bookmark';
import Calendar from '@lucide/icons/icons/calendar';
import CircleSlash2 from '@lucide/icons/icons/circle-slash-2';
import CircleUser from '@lucide/icons/icons/circle-user';
import EqualApproximately from '@lucide/icons/icons/equal-approximately';
import Gauge from '@lucide/icons/icons/gauge';
import Hash from '@lucide/icons/icons/hash';
import Maximize2 from '@lucide/icons/icons/maximize-2';
import Minus from '@lucide/icons/icons/minus';
import Plus from '@lucide/icons/icons/plus';
import Speech from '@lucide/icons/icons/speech';
import SpellCheck from '@lucide/icons/icons/spell-check';
import WholeWord from '@lucide/icons/icons/whole-word';
import type { Icon } from '../controls/icon';
import type { Class } from '../ipc/types';
import { m } from '../paraglide/messages';

/** The colour of a chip. */
export type Tone = 'act' | 'flag' | 'added' | 'dropped' | 'struct' | 'quiet';

interface ClassForm {
  readonly label: () => string;
  readonly icon: Icon;
  readonly tone: Tone;
  /** The style of its marks beside the plain one; see `style/text.css`. */
  readonly mark: 'verb' | 'flag' | 'light' | 'order' | null;
}

const FORMS: Record<Class, ClassForm> = {
  act: { label: m.class_act, icon: Speech, tone: 'act', mark: 'verb' },
  negation: { label: m.class_negation, icon: CircleSlash2, tone: 'flag', mark: 'flag' },
  modality: { label: m.class_modality, icon: Gauge, tone: 'struct', mark: null },
  number: { label: m.class_number, icon: Hash, tone: 'flag', mark: 'flag' },
  date: { label: m.class_date, icon: Calendar, tone: 'flag', mark: 'flag' },
  name: { label: m.class_name, icon: CircleUser, tone: 'struct', mark: null },
  reference: { label: m.class_reference, icon: Bookmark, tone: 'struct', mark: null },
  scope: { label: m.class_scope, icon: Maximize2, tone: 'flag', mark: 'flag' },
  'dropped-commitment': { label: m.class_dropped_commitment, icon: Minus, tone: 'dropped', mark: null },
  'new-demand': { label: m.class_new_demand, icon: Plus, tone: 'added', mark: null },
  added: { label: m.class_added, icon: Plus, tone: 'added', mark: null },
  dropped: { label: m.class_dropped, icon: Minus, tone: 'dropped', mark: null },
  wording: { label: m.class_wording, icon: EqualApproximately, tone: 'struct', mark: null },
  order: { label: m.class_order, icon: ArrowUpDown, tone: 'struct', mark: 'order' },
  clitic: { label: m.class_clitic, icon: WholeWord, tone: 'quiet', mark: 'light' },
  inflection: { label: m.class_inflection, icon: WholeWord, tone: 'quiet', mark: 'light' },
  spelling: { label: m.class_spelling, icon: SpellCheck, tone: 'quiet', mark: null },
  punctuation: { label: m.class_punctuation, icon: SpellCheck, tone: 'quiet', mark: null },
  digits: { label: m.class_digits, icon: SpellCheck, tone: 'quiet', mark: null },
};

/** How a class is shown. */
export function formOf(of: Class): ClassForm {
  return FORMS[of];
}

/** Whether a class is noise to a policy reader, hidden unless asked for. */
export function isCosmetic(of: Class): boolean {
  return of === 'spelling' || of === 'punctuation' || of === 'digits';
}

/** The three bands of weight. */
export type Band = 'major' | 'notable' | 'minor';

/** The band of a weight between 0 and 1. */
export function bandOf(weight: number): Band {
  if (weight >= 0.7) return 'major';
  return weight >= 0.4 ? 'notable' : 'minor';
}
