/** Reading the code that comes late while nobody waits for it, so that it is at hand when it is asked for. */
import { onceCalm } from '../controls/painted';
import { PARTS } from './late.svelte';
import { ENTRIES, readScreen } from './screens';

/**
 * Reads the code of all screens and of what may lie over them, one after the other, while the person reads. What it gives calls that off.
 */
export function readAhead(): () => void {
  let stop: () => void;
  let ended = false;
  const next = ([read, ...others]: readonly (() => Promise<void>)[]): void => {
    if (read === undefined || ended) return;
    stop = onceCalm(() => {
      // What cannot be read says so when it is asked for.
      void read()
        .catch(() => undefined)
        .then(() => {
          next(others);
        });
    });
  };
  next([...PARTS.map((part) => () => part.read()), ...ENTRIES.map((entry) => () => readScreen(entry))]);
  return () => {
    ended = true;
    stop();
  };
}
