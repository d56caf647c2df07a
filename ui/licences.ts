/**
 * The licence texts that a copy of the window has to carry: those of every package of which something is in the build, be it
 * code, a style, a font or a drawing. A package without a licence text fails the build.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The folder of the package a file belongs to; `null` where it belongs to none. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/;

/** What a package calls its licence text. */
const TEXT = /^(licen[cs]e|copying|notice)([-.].*)?$/i;

/** Packages that write code into the build instead of being imported, by how that code is called. */
const WRITERS: readonly [RegExp, string][] = [
  [/[\\/]src[\\/]paraglide[\\/]/, '@inlang/paraglide-js'],
  [/^\0vite[\\/]/, 'vite'],
  [/^\0rolldown[\\/]/, 'rolldown'],
];

const modules = fileURLToPath(new URL('./node_modules', import.meta.url));

/** A package with its licence text. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** As the package's manifest names it; empty where it does not. */
  readonly licence: string;
  readonly text: string;
}

/** The package in a folder, with the licence texts it holds laid end to end. */
export function licensed(folder: string): Licensed {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const name = String(manifest.name);
  const files = readdirSync(folder).filter((file) => TEXT.test(file));
  if (files.length === 0) throw new Error(`${name} is in the build and has no licence text`);
  return {
    name,
    version: String(manifest.version),
    licence: typeof manifest.license === 'string' ? manifest.license : '',
    text: files
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim())
      .join('\n\n'),
  };
}

/** The folders of the packages that these modules and files come from. */
export function foldersOf(sources: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const source of sources) {
    const own = PACKAGE.exec(source)?.[0];
    if (own !== undefined) folders.add(own);
    for (const [code, name] of WRITERS) {
      if (code.test(source)) folders.add(join(modules, name));
    }
  }
  return folders;
}

/** Puts the licence texts into the build's folder `licences`, one file a package, and a list of them. */
export function licences(): Plugin {
  return {
    name: 'bayan-licences',
    apply: 'build',
    generateBundle(_, bundle) {
      const sources = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk'
          ? output.moduleIds
          : output.originalFileNames.map((file) => join(import.meta.dirname, file)),
      );
      const found = [...foldersOf(sources)].map(licensed).sort((a, b) => a.name.localeCompare(b.name, 'en'));
      for (const { name, text } of found) {
        const fileName = `licences/${name.replace('@', '').replace('/', '-')}.txt`;
        this.emitFile({ type: 'asset', fileName, source: `${text}\n` });
      }
      const lines = found.map(({ name, version, licence }) => [name, version, licence].join(' ').trim());
      this.emitFile({ type: 'asset', fileName: 'licences/index.txt', source: `${lines.join('\n')}\n` });
    },
  };
}
