/** The sources asked at the start, where the person wants that: how many releases are new or were changed since. */
import type { Backend } from '../ipc/backend';
import { isNews } from '../import/waiting';

export class News {
  /** How many there are, until the person has seen it. */
  found = $state(0);

  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Asks every source. What fails is told on the Import screen, where it waits with the rest. */
  async look(): Promise<void> {
    const { intake } = this.#backend;
    try {
      if ((await intake.checkSources(null)) === 0) return;
      await intake.read(() => undefined).result;
      const { items } = await intake.list();
      this.found = items.filter(isNews).length;
    } catch {
      // The person did not ask for it now; the Import screen's own button tells what is the matter.
    }
  }
}
