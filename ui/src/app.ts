/** Mounts the window. */
import { mount } from 'svelte';
import App from './App.svelte';
import type { Backend } from './ipc/backend';
import './style/index.css';

/** Opens the app over a backend, in the page's `#app`. */
export function open(backend: Backend): void {
  const target = document.getElementById('app');
  if (target === null) throw new Error('the page has no #app');
  mount(App, { target, props: { backend } });
}
