import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { faces } from './faces.ts';
import { licences } from './licences.ts';
import { numerals } from './numerals.ts';

// Mode `browser` builds the same window over the in-memory backend, for the tests and for a look in a browser.
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['globalVariable', 'baseLocale'],
    }),
    numerals(),
    svelte(),
    faces(),
    licences(),
  ],
  server: { port: 5173, strictPort: true },
  clearScreen: false,
  build: {
    outDir: mode === 'browser' ? 'test-results/browser' : 'dist',
    emptyOutDir: true,
    target: ['es2022', 'safari16.4', 'chrome111'],
    // The content security policy allows fonts and pictures from the app alone, so nothing is inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: mode === 'browser' ? 'browser.html' : 'index.html' },
  },
  test: {
    include: ['src/**/*.test.ts', 'checks/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: 'tests/setup.ts',
    testTimeout: 60_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
}));
