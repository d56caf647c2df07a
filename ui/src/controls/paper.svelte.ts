/** Being told when what is shown goes to a printer: what is laid out as it is needed must all be there then. */
import { flushSync } from 'svelte';

/** Calls `changed` before the page is printed and after; to be called while a component is made. */
export function onPaper(changed: (printing: boolean) => void): void {
  $effect(() => {
    const tell = (printing: boolean) => (): void => {
      changed(printing);
      flushSync();
    };
    const [before, after] = [tell(true), tell(false)];
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  });
}
