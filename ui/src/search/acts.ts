/** The acts of stored positions, by the codes the archive gives them. */
import { m } from '../paraglide/messages';

const NAMES: Record<string, () => string> = {
  condemn: m.search_act_condemn,
  reject: m.search_act_reject,
  concern: m.search_act_concern,
  call: m.search_act_call,
  stress: m.search_act_stress,
  note: m.search_act_note,
  discuss: m.search_act_discuss,
  hope: m.search_act_hope,
  welcome: m.search_act_welcome,
  support: m.search_act_support,
  commit: m.search_act_commit,
};

/** An act's name; one this version does not know is called by its code. */
export function actName(act: string): string {
  return NAMES[act]?.() ?? act;
}
