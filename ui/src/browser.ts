/** The same app over the in-memory backend, for tests and for a look in a browser. Not part of the shipped build. */
import { open } from './app';
import { MemoryBackend, scenario } from './ipc/memory';

open(new MemoryBackend(scenario(new URLSearchParams(location.search))));
