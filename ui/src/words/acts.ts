/** The acts of positions and what became of them: words, glyphs, colours, in the order of the ladder. */
import ArrowUpDown from '@lucide/svelte/icons/arrow-up-down';
import Ban from '@lucide/svelte/icons/ban';
import ChevronsDown from '@lucide/svelte/icons/chevrons-down';
import ChevronsUp from '@lucide/svelte/icons/chevrons-up';
import DoorOpen from '@lucide/svelte/icons/door-open';
import Equal from '@lucide/svelte/icons/equal';
import EqualApproximately from '@lucide/svelte/icons/equal-approximately';
import Eye from '@lucide/svelte/icons/eye';
import Flag from '@lucide/svelte/icons/flag';
import Handshake from '@lucide/svelte/icons/handshake';
import Megaphone from '@lucide/svelte/icons/megaphone';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import OctagonX from '@lucide/svelte/icons/octagon-x';
import PenLine from '@lucide/svelte/icons/pen-line';
import Plus from '@lucide/svelte/icons/plus';
import Shuffle from '@lucide/svelte/icons/shuffle';
import SpellCheck from '@lucide/svelte/icons/spell-check';
import Sunrise from '@lucide/svelte/icons/sunrise';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Undo2 from '@lucide/svelte/icons/undo-2';
import type { Icon } from '../controls/icon';
import type { Act, Relation } from '../ipc/types';
import { m } from '../paraglide/messages';

/** The side of neutral an act stands on. */
export type Band = 'opposing' | 'urging' | 'neutral' | 'supportive';

/** The colours of an act: names of tokens without `--act-`. */
export type ActTone = 'condemn' | 'reject' | 'concern' | 'neutral' | 'hope' | 'welcome' | 'support' | 'commit';

export interface ActForm {
  readonly label: () => string;
  readonly icon: Icon;
  readonly tone: ActTone;
  readonly band: Band;
}

const FORMS: Record<Act, ActForm> = {
  condemn: { label: m.act_condemn, icon: OctagonX, tone: 'condemn', band: 'opposing' },
  reject: { label: m.act_reject, icon: Ban, tone: 'reject', band: 'opposing' },
  concern: { label: m.act_concern, icon: TriangleAlert, tone: 'concern', band: 'opposing' },
  call: { label: m.act_call, icon: Megaphone, tone: 'neutral', band: 'urging' },
  stress: { label: m.act_stress, icon: Flag, tone: 'neutral', band: 'urging' },
  note: { label: m.act_note, icon: Eye, tone: 'neutral', band: 'neutral' },
  discuss: { label: m.act_discuss, icon: MessagesSquare, tone: 'neutral', band: 'neutral' },
  hope: { label: m.act_hope, icon: Sunrise, tone: 'hope', band: 'supportive' },
  welcome: { label: m.act_welcome, icon: DoorOpen, tone: 'welcome', band: 'supportive' },
  support: { label: m.act_support, icon: Handshake, tone: 'support', band: 'supportive' },
  commit: { label: m.act_commit, icon: PenLine, tone: 'commit', band: 'supportive' },
};

/** The acts from most against to most for: the ladder from its top. */
export const LADDER = Object.keys(FORMS) as readonly Act[];

/** How an act is shown. */
export function actForm(act: Act): ActForm {
  return FORMS[act];
}

/** The bands of the ladder from its top, each with its words and its acts. */
export const BANDS: readonly { readonly band: Band; readonly label: () => string }[] = [
  { band: 'opposing', label: m.band_opposing },
  { band: 'urging', label: m.band_urging },
  { band: 'neutral', label: m.band_neutral },
  { band: 'supportive', label: m.band_supportive },
];

interface RelationForm {
  readonly label: () => string;
  readonly icon: Icon;
  /** Whether the glyph points along the line of reading. */
  readonly flip: boolean;
  /** Whether it tells of a change of the position itself. */
  readonly strong: boolean;
}

const RELATIONS: Record<Relation, RelationForm> = {
  new: { label: m.relation_new, icon: Plus, flip: false, strong: true },
  'same-wording': { label: m.relation_same_wording, icon: Equal, flip: false, strong: false },
  'spelling-only': { label: m.relation_spelling_only, icon: SpellCheck, flip: false, strong: false },
  reworded: { label: m.relation_reworded, icon: EqualApproximately, flip: false, strong: false },
  stronger: { label: m.relation_stronger, icon: ChevronsUp, flip: false, strong: true },
  softer: { label: m.relation_softer, icon: ChevronsDown, flip: false, strong: true },
  turned: { label: m.relation_turned, icon: ArrowUpDown, flip: false, strong: true },
  'other-act': { label: m.relation_other_act, icon: Shuffle, flip: false, strong: true },
  returned: { label: m.relation_returned, icon: Undo2, flip: true, strong: true },
};

/** How a relation to the mention before is shown. */
export function relationForm(relation: Relation): RelationForm {
  return RELATIONS[relation];
}

/** The word for a force of 1 to 3. */
export function forceLabel(force: number): string {
  if (force >= 3) return m.force_strong();
  return force === 2 ? m.force_plain() : m.force_mild();
}
