/** The same app over the in-memory backend, for tests and for a look in a browser. Not part of the shipped build. */
import { open } from './app';
import { MemoryBackend, scenario } from './ipc/memory';
import { namedAs } from './ipc/memory/overlong';
import { troubled, troubleOf } from './ipc/memory/troubled';

const query = new URLSearchParams(location.search);
open(troubled(namedAs(new MemoryBackend(scenario(query)), query), troubleOf(query)));
