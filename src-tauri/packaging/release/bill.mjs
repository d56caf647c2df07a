/**
 * The bill of materials of a release, in CycloneDX 1.6: every Rust package and every npm package the lock files name, with
 * version, checksum and licence where the lock file tells it. Only the lock files are read, so that the same checkout gives
 * the same bill.
 *
 *     node bill.mjs CHECKOUT
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The packages of a Cargo.lock that come from the registry.
 * @param {string} lock
 */
export function rustParts(lock) {
  return lock
    .split('[[package]]')
    .slice(1)
    .map((block) => Object.fromEntries([...block.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, value]) => [key, value])))
    .filter(({ source }) => source?.startsWith('registry+'))
    .map(({ name, version, checksum }) => ({
      type: 'library',
      'bom-ref': `pkg:cargo/${name}@${version}`,
      name,
      version,
      purl: `pkg:cargo/${name}@${version}`,
      ...(checksum === undefined ? {} : { hashes: [{ alg: 'SHA-256', content: checksum }] }),
    }));
}

/**
 * The packages of a package-lock.json.
 * @param {string} lock
 */
export function npmParts(lock) {
  return Object.entries(JSON.parse(lock).packages)
    .filter(([path]) => path.includes('node_modules/'))
    .map(([path, { version, license, integrity, dev }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      const [algorithm, digest] = (integrity ?? '').split(' ')[0].split('-');
      return {
        type: 'library',
        'bom-ref': `${purl}#${path}`,
        name,
        version,
        purl,
        // Tools that work on the sources are named as well, and told apart.
        scope: dev === true ? 'excluded' : 'required',
        ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
        ...(algorithm === 'sha512' ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] } : {}),
      };
    });
}

/**
 * @param {string} root The checkout.
 */
export function bill(root) {
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');
  const version = /^\[workspace\.package\]\s*\nversion = "(.*)"/m.exec(read('Cargo.toml'))?.[1];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'bayan', name: 'bayan', version } },
    components: [...rustParts(read('Cargo.lock')), ...npmParts(read('ui/package-lock.json'))],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(bill(process.argv[2] ?? '.'), null, 1));
}
