import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openScratch, removeFolder, scratchFolder } from '../testing/scratch.ts';
import { beganAt, identityOf, isAlive, untilGone } from './processes.ts';
import { tiers, type Supervisor, type Tier } from './supervisor.ts';

/** A program that notes the moment it is asked to end, and takes a while to do so. */
const noting = (file: string, name: string) => `
  const { appendFileSync } = require('node:fs');
  process.on('SIGTERM', () => setTimeout(() => {
    appendFileSync(${JSON.stringify(file)}, ${JSON.stringify(`${name}\n`)});
    process.exit(0);
  }, 60));
  setInterval(() => undefined, 1000);
  console.log('up');`;

describe('the supervisor of a run', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await scratchFolder();
  });
  afterEach(() => removeFolder(folder));

  const start = async (supervisor: Supervisor, name: string, tier: Tier, script: string, more = {}) => {
    const running = await supervisor.spawn({
      name,
      command: process.execPath,
      args: ['--eval', script],
      cwd: folder,
      tier,
      ...more,
    });
    for (let i = 0; i < 100 && !(await readFile(running.logFile, 'utf8')).includes('up'); i += 1)
      await sleep(30);
    return running;
  };

  it('stops what leans on others first, and gives the folder back', async () => {
    const { supervisor } = await openScratch(folder);
    const notes = join(folder, 'notes');
    await start(supervisor, 'database', tiers.part, noting(notes, 'database'));
    await start(supervisor, 'frontend', tiers.frontend, noting(notes, 'frontend'));
    await start(supervisor, 'backend', tiers.backend, noting(notes, 'backend'));
    supervisor.add('proxy', tiers.proxy, () => writeFile(notes, 'proxy\n', { flag: 'a' }));
    await supervisor.stop();
    assert.equal(await readFile(notes, 'utf8'), 'proxy\nfrontend\nbackend\ndatabase\n');
    assert.equal(existsSync(join(folder, 'run.json')), false);
  });

  it('ends by force what does not listen, with all it had started', async () => {
    const { supervisor } = await openScratch(folder);
    const stubborn = `
      const child = require('node:child_process').spawn(process.execPath, ['--eval', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
      require('node:fs').writeFileSync('child', String(child.pid));
      process.on('SIGTERM', () => {});
      setInterval(() => {}, 1000);
      console.log('up');`;
    const { pid } = await start(supervisor, 'stubborn', tiers.part, stubborn, { stopGraceMs: 200 });
    const child = identityOf(Number(await readFile(join(folder, 'child'), 'utf8')));
    assert.ok(child);
    await supervisor.stop();
    assert.equal(beganAt(pid), undefined);
    assert.equal(await untilGone(child, 2_000), true);
  });

  it('tells which part ended by itself, and why', async () => {
    const { supervisor } = await openScratch(folder);
    await start(
      supervisor,
      'fragile',
      tiers.part,
      "console.log('up'); console.log('no more ink'); process.exit(3)",
    );
    const crash = await supervisor.crashed;
    assert.match(crash.message, /fragile ended by itself \(code 3\).*no more ink/s);
    await supervisor.stop();
  });

  it('does not take a program for crashed that is meant to end, or that was stopped', async () => {
    const { supervisor } = await openScratch(folder);
    const build = await start(supervisor, 'build', tiers.part, "console.log('up')", { endsByItself: true });
    assert.equal(await build.ended, 0);
    const stopped = await start(supervisor, 'stopped', tiers.part, noting(join(folder, 'notes'), 'stopped'));
    await stopped.stop();
    const crash = await Promise.race([supervisor.crashed, sleep(200, 'none' as const)]);
    assert.equal(crash, 'none');
    await supervisor.stop();
  });

  it('does not wait for an answer of a part that is dead', async () => {
    const { supervisor } = await openScratch(folder);
    const dying = await start(supervisor, 'dying', tiers.part, "console.log('up'); process.exit(1)");
    await assert.rejects(
      supervisor.raceWithEnd(dying, sleep(10_000)),
      /dying ended with code 1 before it was ready/,
    );
    await supervisor.stop();
  });

  it('says what cannot be started, and starts nothing while everything stops', async () => {
    const { supervisor } = await openScratch(folder);
    const missing = {
      name: 'missing',
      command: join(folder, 'no-such-program'),
      args: [],
      cwd: folder,
      tier: tiers.part,
    };
    await assert.rejects(supervisor.spawn(missing), /missing could not be started/);
    await supervisor.stop();
    await assert.rejects(supervisor.spawn({ ...missing, command: process.execPath }), /being stopped/);
  });

  /** A run in another process: its number and that of what it started. */
  async function otherRun(): Promise<{ starter: ChildProcess; sleeper: number }> {
    const starter = spawn(
      process.execPath,
      [join(import.meta.dirname, '../testing/leave-behind.ts'), folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [piece] = (await once(starter.stdout, 'data')) as [Buffer];
    return { starter, sleeper: Number(piece.toString()) };
  }

  it('lets nobody else use the folder, and says who does', async () => {
    const { starter } = await otherRun();
    await assert.rejects(openScratch(folder), new RegExp(`already runs.*${starter.pid ?? ''}`));
    starter.kill('SIGKILL');
  });

  it('has what it started ended when it is killed itself', async () => {
    const { starter, sleeper } = await otherRun();
    const identity = identityOf(sleeper);
    assert.ok(identity);
    starter.kill('SIGKILL');
    assert.equal(await untilGone(identity, 8_000), true);
  });

  it('ends at the next start what a killed run left behind', async () => {
    const sleeper = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    });
    const identity = identityOf(sleeper.pid ?? 0);
    assert.ok(identity);
    const dead = { pid: identity.pid, began: 'another process of this number' };
    const parts = [{ ...identity, name: 'sleeper', tier: tiers.part }];
    await writeFile(join(folder, 'run.json'), JSON.stringify({ owner: dead, parts }));
    const { supervisor, said } = await openScratch(folder);
    assert.equal(isAlive(identity), false);
    assert.match(said.join('\n'), /a killed run left sleeper behind/);
    await supervisor.stop();
  });

  it('leaves alone a process that was given the number of one of its own', async () => {
    const stranger = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    });
    const identity = identityOf(stranger.pid ?? 0);
    assert.ok(identity);
    const past = { pid: identity.pid, began: 'before the last boot' };
    const parts = [{ ...past, name: 'database', tier: tiers.part }];
    await writeFile(join(folder, 'run.json'), JSON.stringify({ owner: past, parts }));
    const { supervisor } = await openScratch(folder);
    assert.equal(isAlive(identity), true);
    stranger.kill('SIGKILL');
    await supervisor.stop();
  });
});
