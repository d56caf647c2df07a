/** Whether something that was brought in is read and waits for the person. */
import type { IntakeItem } from '../ipc/types';

export function waiting(item: IntakeItem): boolean {
  return item.state === 'to-check' || item.state === 'clear' || item.state === 'already';
}
