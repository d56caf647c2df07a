/**
 * The code of the screens. That of the comparison comes with the window, which is so soon there; that of the others is read when
 * one of them is gone to, and once the person reads, so that it is at hand by then.
 */
import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { onceCalm } from '../controls/painted';
import type { Screen } from '../session/places.svelte';
import { PARTS } from './late.svelte';
import { ENTRIES, type ScreenEntry } from './screens';

/** The screens whose code has been read. */
const screens = new SvelteMap<Screen, Component>();

/** The screen, where its code has been read. */
export function screenOf({ id, code }: ScreenEntry): Component | undefined {
  return 'read' in code ? screens.get(id) : code;
}

/** Reads the code of a screen. Rejects when it cannot be read. */
export async function readScreen({ id, code }: ScreenEntry): Promise<void> {
  if ('read' in code && !screens.has(id)) screens.set(id, (await code.read()).default);
}

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
