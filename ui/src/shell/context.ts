/** What lies round the screens, for whatever opens it. */
import { createContext } from 'svelte';
import type { Frame } from './frame.svelte';

export const [useFrame, provideFrame] = createContext<Frame>();
