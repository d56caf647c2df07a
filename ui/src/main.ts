/** The window as it ships: the app over the Rust side. */
import { open } from './app';
import { TauriBackend } from './ipc/tauri';

open(new TauriBackend());
