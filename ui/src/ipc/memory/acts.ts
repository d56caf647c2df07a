/** Undoing and doing again in memory. */
import type { Acts } from '../acts';
import type { MemoryArchive } from './archive';

export function actsOf(archive: MemoryArchive): Acts {
  return {
    history: async () => ({
      undo: archive.done.map((step) => step.act).reverse(),
      redo: archive.undone.map((step) => step.act).reverse(),
    }),
    undo: async () => {
      const step = archive.done.pop();
      if (step === undefined) return null;
      step.undo();
      archive.undone.push(step);
      return step.act;
    },
    redo: async () => {
      const step = archive.undone.pop();
      if (step === undefined) return null;
      step.redo();
      archive.done.push(step);
      return step.act;
    },
  };
}
