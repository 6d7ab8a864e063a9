import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { buildOnce, hashSources } from './build-cache.ts';

describe('the cache of builds', () => {
  let folder = '';
  let builds = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'amn-build-'));
    builds = 0;
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src/a.ts'), 'export const a = 1;');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const once = () =>
    buildOnce({
      folder,
      outputs: ['dist/a.js'],
      stamp: join(folder, '.amn/stamp.json'),
      build: async () => {
        builds += 1;
        await mkdir(join(folder, 'dist'), { recursive: true });
        await writeFile(join(folder, 'dist/a.js'), 'built');
      },
    });

  it('builds once for the same sources', async () => {
    assert.equal(await once(), true);
    assert.equal(await once(), false);
    assert.equal(builds, 1);
  });

  it('builds again when a source changed, came, went or was renamed', async () => {
    await once();
    await writeFile(join(folder, 'src/a.ts'), 'export const a = 2;');
    assert.equal(await once(), true);
    await writeFile(join(folder, 'src/b.ts'), '');
    assert.equal(await once(), true);
    await rm(join(folder, 'src/b.ts'));
    await writeFile(join(folder, 'src/c.ts'), '');
    assert.equal(await once(), true);
    assert.equal(builds, 4);
  });

  it('does not build again for a changed test, package folder or result', async () => {
    await once();
    await writeFile(join(folder, 'src/a.test.ts'), 'anything');
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'node_modules/x.js'), '');
    await writeFile(join(folder, 'dist/more.js'), '');
    await mkdir(join(folder, 'public/fonts'), { recursive: true });
    await writeFile(join(folder, 'public/fonts/copied.woff2'), '');
    assert.equal(await once(), false);
  });

  it('builds again where the result is gone', async () => {
    await once();
    await rm(join(folder, 'dist'), { recursive: true });
    assert.equal(await once(), true);
  });

  it('takes no build for done that failed, made nothing, or whose sources changed under it', async () => {
    const attempt = (build: () => Promise<void>) =>
      buildOnce({ folder, outputs: ['dist/a.js'], stamp: join(folder, '.amn/stamp.json'), build });
    await assert.rejects(
      attempt(() => Promise.reject(new Error('broken'))),
      /broken/,
    );
    await assert.rejects(
      attempt(() => Promise.resolve()),
      /made no dist\/a\.js/,
    );
    await attempt(async () => {
      await mkdir(join(folder, 'dist'));
      await writeFile(join(folder, 'dist/a.js'), '');
      await writeFile(join(folder, 'src/a.ts'), 'changed meanwhile');
    });
    assert.equal(await once(), true);
  });

  it('tells apart the same bytes spread over other files', async () => {
    await writeFile(join(folder, 'src/a.ts'), 'ab');
    await writeFile(join(folder, 'src/b.ts'), 'c');
    const one = await hashSources(folder);
    await writeFile(join(folder, 'src/a.ts'), 'a');
    await writeFile(join(folder, 'src/b.ts'), 'bc');
    assert.notEqual(await hashSources(folder), one);
  });
});
