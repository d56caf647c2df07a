/** The system's own frame in memory: the menu is kept to be looked at, and chosen from by `choose`. */
import type { FrameCalls } from '../frame';
import type { MenuPart } from '../types';

export class MemoryFrame implements FrameCalls {
  /** The menu last shown. */
  menu: readonly MenuPart[] = [];
  /** What the window is called. */
  title = '';
  /** How often something was printed. */
  printed = 0;
  #chosen: (id: string) => void = () => undefined;

  constructor() {
    // A page of the tests has no native menu: what they ask of it, they ask here.
    Reflect.set(globalThis, 'bayanMenu', {
      shown: () => this.menu,
      choose: (id: string) => this.#chosen(id),
      title: () => this.title,
      printed: () => this.printed,
    });
  }

  async showMenu(parts: readonly MenuPart[]): Promise<void> {
    this.menu = structuredClone(parts) as MenuPart[];
  }

  async showTitle(title: string): Promise<void> {
    this.title = title;
  }

  onChosen(chosen: (id: string) => void): () => void {
    this.#chosen = chosen;
    return () => (this.#chosen = () => undefined);
  }

  async print(): Promise<void> {
    this.printed += 1;
  }
}
