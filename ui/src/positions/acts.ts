/** The acts and how one stands against another: their words, glyphs and tones. */
import ArrowUpDown from '@lucide/icons/icons/arrow-up-down';
import Ban from '@lucide/icons/icons/ban';
import ChevronsDown from '@lucide/icons/icons/chevrons-down';
import ChevronsUp from '@lucide/icons/icons/chevrons-up';
import DoorOpen from '@lucide/icons/icons/door-open';
import Equal from '@lucide/icons/icons/equal';
import EqualApproximately from '@lucide/icons/icons/equal-approximately';
import Eye from '@lucide/icons/icons/eye';
import Flag from '@lucide/icons/icons/flag';
import Handshake from '@lucide/icons/icons/handshake';
import Megaphone from '@lucide/icons/icons/megaphone';
import MessagesSquare from '@lucide/icons/icons/messages-square';
import OctagonX from '@lucide/icons/icons/octagon-x';
import PenLine from '@lucide/icons/icons/pen-line';
import Plus from '@lucide/icons/icons/plus';
import Replace from '@lucide/icons/icons/replace';
import SpellCheck from '@lucide/icons/icons/spell-check';
import Sunrise from '@lucide/icons/icons/sunrise';
import TriangleAlert from '@lucide/icons/icons/triangle-alert';
import Undo2 from '@lucide/icons/icons/undo-2';
import type { Icon } from '../controls/icon';
import type { Act, Relation } from '../ipc/types';
import { m } from '../paraglide/messages';

/** The ladder, from most against to most for. */
export const ACTS: readonly Act[] = [
  'condemn',
  'reject',
  'concern',
  'call',
  'stress',
  'note',
  'discuss',
  'hope',
  'welcome',
  'support',
  'commit',
];

interface Form {
  readonly label: () => string;
  readonly icon: Icon;
}

interface ActForm extends Form {
  /** Its colours are `--act-TONE` and `--act-TONE-bg`. */
  readonly tone: 'condemn' | 'reject' | 'concern' | 'neutral' | 'hope' | 'welcome' | 'support' | 'commit';
}

const FORMS: Record<Act, ActForm> = {
  condemn: { label: m.act_condemn, icon: OctagonX, tone: 'condemn' },
  reject: { label: m.act_reject, icon: Ban, tone: 'reject' },
  concern: { label: m.act_concern, icon: TriangleAlert, tone: 'concern' },
  call: { label: m.act_call, icon: Megaphone, tone: 'neutral' },
  stress: { label: m.act_stress, icon: Flag, tone: 'neutral' },
  note: { label: m.act_note, icon: Eye, tone: 'neutral' },
  discuss: { label: m.act_discuss, icon: MessagesSquare, tone: 'neutral' },
  hope: { label: m.act_hope, icon: Sunrise, tone: 'hope' },
  welcome: { label: m.act_welcome, icon: DoorOpen, tone: 'welcome' },
  support: { label: m.act_support, icon: Handshake, tone: 'support' },
  commit: { label: m.act_commit, icon: PenLine, tone: 'commit' },
};

/** How an act is shown. */
export function actForm(act: Act): ActForm {
  return FORMS[act];
}

interface RelationForm extends Form {
  /** Whether the position moved: anything but the same words. */
  readonly moved: boolean;
  /** Whether the glyph points along the line of reading. */
  readonly flip: boolean;
}

const RELATIONS: Record<Relation, RelationForm> = {
  new: { label: m.relation_new, icon: Plus, moved: true, flip: false },
  'same-wording': { label: m.relation_same, icon: Equal, moved: false, flip: false },
  'spelling-only': { label: m.relation_spelling, icon: SpellCheck, moved: false, flip: false },
  reworded: { label: m.relation_reworded, icon: EqualApproximately, moved: true, flip: false },
  stronger: { label: m.relation_stronger, icon: ChevronsUp, moved: true, flip: false },
  softer: { label: m.relation_softer, icon: ChevronsDown, moved: true, flip: false },
  turned: { label: m.relation_turned, icon: ArrowUpDown, moved: true, flip: false },
  'other-act': { label: m.relation_other_act, icon: Replace, moved: true, flip: false },
  returned: { label: m.relation_returned, icon: Undo2, moved: true, flip: true },
};

/** The order the legend tells them in. */
export const LEGEND: readonly Relation[] = [
  'same-wording',
  'spelling-only',
  'reworded',
  'stronger',
  'softer',
  'turned',
  'other-act',
  'new',
  'returned',
];

/** How a relation to the mention before is shown. */
export function relationForm(relation: Relation): RelationForm {
  return RELATIONS[relation];
}
