import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MongoClient } from 'mongodb';
import { PortFinder } from '../lib/ports.ts';
import { beganAt } from '../lib/processes.ts';
import { untilWorks } from '../lib/wait.ts';
import { startParts, type Parts } from '../start-parts.ts';
import { openScratch, removeFolder, scratchFolder, type Scratch } from '../testing/scratch.ts';

/** Sends lines to a server and gives what it answers until it has been silent for a moment. */
function converse(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    let sent = 0;
    socket.on('data', (piece: Buffer) => {
      received += piece.toString();
      const line = lines[sent];
      sent += 1;
      if (line === undefined) socket.end();
      else socket.write(`${line}\r\n`);
    });
    socket.once('close', () => {
      resolve(received);
    });
    socket.once('error', reject);
    if (lines[0]?.startsWith('*') === true || lines[0] === 'PING') {
      socket.write(`${lines[0]}\r\n`);
      sent = 1;
    }
  });
}

async function redis(url: string, command: string): Promise<string> {
  return converse(Number(new URL(url).port), ['PING', command]);
}

const mail = [
  'HELO amn.test',
  'MAIL FROM:<a@amn.test>',
  'RCPT TO:<b@amn.test>',
  'DATA',
  'Subject: kept over a restart\r\n\r\nbody\r\n.',
  'QUIT',
];

async function subjects(mailUrl: string): Promise<string[]> {
  const response = await fetch(`${mailUrl.replace('localhost', '127.0.0.1')}/api/email`);
  const body = (await response.json()) as { emails?: { subject: string }[] } | { subject: string }[];
  return (Array.isArray(body) ? body : (body.emails ?? [])).map(({ subject }) => subject);
}

describe('the parts of the stack', () => {
  let folder = '';
  let scratch: Scratch;
  let parts: Parts;
  /** What the chain could not do: thrown where it happens, it would fail whichever test runs just then. */
  let chainFailures: unknown[] = [];

  const start = async () => {
    scratch = await openScratch(folder);
    parts = await startParts(scratch.supervisor, {
      stateDir: folder,
      ports: new PortFinder(false),
      say: (line) => scratch.said.push(line),
      onFailure: (error) => chainFailures.push(error),
    });
  };

  const kept = async () => {
    const client = await MongoClient.connect(parts.mongoUri);
    try {
      return await client.db().collection('deals').countDocuments();
    } finally {
      await client.close();
    }
  };

  before(async () => {
    folder = await scratchFolder();
    await start();
  });
  after(async () => {
    await scratch.supervisor.stop();
    await removeFolder(folder);
  });

  it('says what each is and how long it took', () => {
    for (const what of [/MongoDB \d/, /(Valkey|Redis) \d/, /anvil \d.*chain 31337/, /maildev/]) {
      assert.match(scratch.said.join('\n'), what);
    }
  });

  it('has a database with transactions', async () => {
    const client = await MongoClient.connect(parts.mongoUri);
    const deals = client.db().collection('deals');
    await deals.createIndex({ name: 1 });
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await deals.insertOne({ name: 'kept' }, { session });
      }),
    );
    await assert.rejects(
      client.withSession((session) =>
        session.withTransaction(async () => {
          await deals.insertOne({ name: 'dropped' }, { session });
          throw new Error('changed my mind');
        }),
      ),
      /changed my mind/,
    );
    await client.close();
    assert.equal(await kept(), 1);
  });

  it('has a Redis that never drops a key to make room', async () => {
    assert.match(await redis(parts.redisUrl, 'CONFIG GET maxmemory-policy'), /noeviction/);
    assert.match(await redis(parts.redisUrl, 'SET kept yes'), /OK/);
  });

  it('has an inbox that takes mail', async () => {
    await converse(Number(new URL(parts.smtpUrl).port), mail);
    await untilWorks('the mail', 30_000, async () => {
      assert.deepEqual(await subjects(parts.mailUrl), ['kept over a restart']);
    });
  });

  it('keeps everything over a stop and over a SIGKILL of every part', async () => {
    await scratch.supervisor.stop();
    await start();
    assert.equal(await kept(), 1);

    const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as {
      parts: { pid: number }[];
    };
    assert.equal(record.parts.length, 4);
    assert.deepEqual(chainFailures, []);
    scratch.supervisor.killAll();
    await untilWorks('the end of all parts', 30_000, () => {
      const left = record.parts.filter(({ pid }) => beganAt(pid) !== undefined);
      assert.deepEqual(left, []);
      return Promise.resolve();
    });
    await scratch.supervisor.stop().catch((error: unknown) => {
      // The chain cannot take a last dump of a dead anvil.
      assert.match(String(error), /fetch failed/);
    });
    // A block may have been due between the kill and the stop.
    for (const failure of chainFailures) assert.match(String(failure), /fetch failed/);
    chainFailures = [];
    await start();
    assert.equal(await kept(), 1);
    assert.match(await redis(parts.redisUrl, 'GET kept'), /yes/);
    assert.deepEqual(await subjects(parts.mailUrl), ['kept over a restart']);
    assert.deepEqual(chainFailures, []);
  });
});
