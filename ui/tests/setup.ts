/**
 * Once before all tests: builds the window over the in-memory backend and serves it under the content security policy of the
 * shipped app, read from the app's own configuration.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the window is served. */
    address: string;
  }
}

const ui = fileURLToPath(new URL('..', import.meta.url));
const root = join(ui, 'test-results', 'browser');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/** The policy the shipped window runs under. */
function policy(): string {
  const path = join(ui, '..', 'tauri.conf.json');
  const { csp } = JSON.parse(readFileSync(path, 'utf8')).app.security as { csp: Record<string, string> };
  return Object.entries(csp)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build({ root: ui, mode: 'browser', logLevel: 'error', configFile: join(ui, 'vite.config.ts') });
  const csp = policy();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(root, path === '/' ? 'browser.html' : path);
    if (!file.startsWith(root) || !existsSync(file)) {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': csp,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  project.provide('address', `http://127.0.0.1:${address.port}`);
  return () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
}
