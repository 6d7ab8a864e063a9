import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isInstalled, isInstalledByHand, stampOf } from '../../scripts/enter.mjs';
import { projectRoot } from './lib/paths.ts';

const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': {},
      'node_modules/a': { version, integrity: 'x' },
      'node_modules/b': { version: '1', optional: true },
    },
  });

describe('entering by one script', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'amn-enter-'));
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'package-lock.json'), lock('1.0.0'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const noteInstalled = (version: string) =>
    writeFile(join(folder, 'node_modules/.package-lock.json'), lock(version));

  it('takes nothing for installed at first', () => {
    assert.equal(isInstalled(folder), false);
  });

  it('takes for installed what npm installed by hand, and remembers it by a stamp', async () => {
    await noteInstalled('1.0.0');
    assert.equal(isInstalled(folder), true);
    await rm(join(folder, 'node_modules/.package-lock.json'));
    assert.equal(isInstalled(folder), true);
  });

  it('installs again when the lock file changed', async () => {
    await noteInstalled('1.0.0');
    assert.equal(isInstalled(folder), true);
    await writeFile(join(folder, 'package-lock.json'), lock('2.0.0'));
    assert.equal(isInstalled(folder), false);
    await noteInstalled('2.0.0');
    assert.equal(isInstalled(folder), true);
  });

  it('installs again when the packages were removed', async () => {
    await noteInstalled('1.0.0');
    assert.equal(isInstalled(folder), true);
    await rm(join(folder, 'node_modules'), { recursive: true });
    assert.equal(isInstalled(folder), false);
  });

  it('forgives a missing package only where it is optional', async () => {
    const note = (packages: object) =>
      writeFile(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    await note({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
    assert.equal(isInstalledByHand(folder), true);
    await note({ 'node_modules/b': { version: '1' } });
    assert.equal(isInstalledByHand(folder), false);
  });

  it("stamps npm's settings too", async () => {
    const before = stampOf(folder);
    await writeFile(join(folder, '.npmrc'), 'ignore-scripts=true');
    assert.notEqual(stampOf(folder), before);
  });

  it('says how it is used, and shows why an installation failed', async () => {
    const enter = (cwd: string, ...args: string[]) =>
      new Promise<{ code: unknown; printed: string }>((resolve) => {
        execFile(
          process.execPath,
          [join(cwd, 'scripts/enter.mjs'), ...args],
          { cwd },
          (error, stdout, stderr) => {
            resolve({ code: error?.code ?? 0, printed: stdout + stderr });
          },
        );
      });
    const wrong = await enter(projectRoot, 'fly');
    assert.deepEqual([wrong.code, wrong.printed.includes('start|dev|test|test:long|')], [2, true]);

    await cp(join(projectRoot, 'scripts/enter.mjs'), join(folder, 'scripts/enter.mjs'));
    await writeFile(join(folder, 'package.json'), '{"name":"x","dependencies":{"a":"2"}}');
    const broken = await enter(folder, 'start');
    assert.equal(broken.code, 1);
    assert.match(broken.printed, /npm ci failed in the root/);
    assert.equal(existsSync(join(folder, 'node_modules/.amn-installed')), false);
  });
});
