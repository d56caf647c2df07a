/** What of the things brought in waits for the person. */
import type { IntakeItem } from '../ipc/types';

/** Whether something is new at a source that is followed, read or only linked there. */
export function isNews(item: IntakeItem): boolean {
  return item.source !== null && (waiting(item) || item.state === 'linked');
}

/** Whether something that was brought in is read and waits for the person. */
export function waiting(item: IntakeItem): boolean {
  return item.state === 'to-check' || item.state === 'clear' || item.state === 'already';
}
