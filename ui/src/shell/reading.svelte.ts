/**
 * The code of the screens. That of the comparison comes with the window, which is so soon there; that of the others is read when
 * one of them is gone to, and once the person reads, so that it is at hand by then.
 */
import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import Compare from '../compare/Compare.svelte';
import { onceCalm } from '../controls/painted';
import type { Screen } from '../session/places.svelte';
import { ENTRIES, type ScreenEntry } from './screens';

const screens = new SvelteMap<Screen, Component>([['compare', Compare]]);

/** The screen, where its code has been read. */
export function screenOf({ id }: ScreenEntry): Component | undefined {
  return screens.get(id);
}

/** Reads the code of a screen. Rejects when it cannot be read. */
export async function readScreen({ id, read }: ScreenEntry): Promise<void> {
  if (!screens.has(id)) screens.set(id, (await read()).default);
}

/** Reads the code of all screens, one after the other, while the person reads. What it gives calls that off. */
export function readAhead(): () => void {
  let stop: () => void;
  let ended = false;
  const next = (entries: readonly ScreenEntry[]): void => {
    const [entry, ...others] = entries;
    if (entry === undefined || ended) return;
    stop = onceCalm(() => {
      // One that cannot be read says so when it is gone to.
      void readScreen(entry)
        .catch(() => undefined)
        .then(() => {
          next(others);
        });
    });
  };
  next(ENTRIES);
  return () => {
    ended = true;
    stop();
  };
}
