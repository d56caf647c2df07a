/**
 * What the updater needs of a release.
 *
 *     node updater.mjs overlay                     the configuration to build with, out of the environment
 *     node updater.mjs manifest VERSION FOLDER     latest.json, out of the signed packages in FOLDER
 *
 * Environment: UPDATER_PUBLIC_KEY, the public key; BAYAN_RELEASES, the page of the releases.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages that can replace themselves, by the end of their names, and how the updater calls their systems. */
const SYSTEMS = [
  { ending: '_x64-setup.exe', system: 'windows-x86_64' },
  { ending: '_amd64-experimental.AppImage', system: 'linux-x86_64' },
];

/**
 * The configuration that is laid over the program's own.
 * @param {Record<string, string | undefined>} environment
 */
export function overlay(environment) {
  const wanted = (/** @type {string} */ name) => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set.`);
    return value;
  };
  const page = wanted('BAYAN_RELEASES').replace(/\/+$/, '');
  if (!page.startsWith('https://')) throw new Error(`BAYAN_RELEASES must begin with https://, and is ${page}.`);
  return {
    bundle: { createUpdaterArtifacts: true },
    plugins: {
      updater: { pubkey: wanted('UPDATER_PUBLIC_KEY'), endpoints: [`${page}/latest/download/latest.json`] },
    },
  };
}

/**
 * What the updater reads: the version, and for each system its package with the signature.
 * @param {string} version
 * @param {string} folder Holds the packages, each with its signature in a file beside it that ends in `.sig`.
 * @param {Record<string, string | undefined>} environment
 */
export function manifest(version, folder, environment) {
  const page = (environment.BAYAN_RELEASES ?? '').replace(/\/+$/, '');
  const names = readdirSync(folder);
  const platforms = Object.fromEntries(
    SYSTEMS.flatMap(({ ending, system }) => {
      const name = names.find((one) => one.endsWith(ending) && names.includes(`${one}.sig`));
      if (name === undefined) return [];
      const signature = readFileSync(join(folder, `${name}.sig`), 'utf8').trim();
      return [[system, { signature, url: `${page}/download/v${version}/${encodeURIComponent(name)}` }]];
    }),
  );
  return { version, platforms };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , verb, version, folder] = process.argv;
  try {
    if (verb === 'overlay') console.log(JSON.stringify(overlay(process.env)));
    else if (verb === 'manifest' && version && folder) console.log(JSON.stringify(manifest(version, folder, process.env)));
    else throw new Error('overlay, or manifest VERSION FOLDER');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
