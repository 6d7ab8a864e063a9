import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { clientOf } from './client-auth.ts';
import { Mailbox, type Letter } from './mailbox.ts';
import { startRelay, type RunningRelay } from './server.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const projectId = 'a-project-of-tests';
const hour = 3_600;

interface Said {
  id: number | string | null;
  method?: string;
  params?: { id: string; data: { topic: string; message: string; tag: number; publishedAt: number } };
  result?: unknown;
  error?: { code: number; message: string };
}

function base58(hex: string): string {
  let text = '';
  for (let value = BigInt(`0x${hex}`); value > 0n; value /= 58n)
    text = (ALPHABET[Number(value % 58n)] ?? '') + text;
  return text;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the SDK makes it, by a key of its own. */
function token(aud: string, changes: object = {}, signer?: KeyObject): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const iss = `did:key:z${base58(`ed01${Buffer.from(x, 'base64url').toString('hex')}`)}`;
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss, sub: 'nonce', aud, iat: now, exp: now + hour, ...changes };
  const text = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), signer ?? privateKey).toString('base64url')}`;
}

/** One end of the relay. */
class Client {
  readonly socket: WebSocket;
  readonly pushed: Said[] = [];
  readonly #answers = new Map<number | string | null, (said: Said) => void>();
  #lastId = 1;
  /** Whether it says that it has what it is handed, as every client should. */
  confirms = true;

  constructor(url: string, auth: string, project = projectId) {
    this.socket = new WebSocket(`${url}/?auth=${auth}&projectId=${project}&ua=test`);
    this.socket.on('message', (data: Buffer) => {
      const said = JSON.parse(data.toString()) as Said;
      if (said.method === 'irn_subscription') {
        this.pushed.push(said);
        if (this.confirms) this.send({ id: said.id, jsonrpc: '2.0', result: true });
      } else this.#answers.get(said.id)?.(said);
    });
  }

  send(value: object | string): void {
    this.socket.send(typeof value === 'string' ? value : JSON.stringify(value));
  }

  call(method: string, params: unknown): Promise<Said> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Said>((resolve) => this.#answers.set(id, resolve));
    this.send({ id, jsonrpc: '2.0', method, params });
    return answer;
  }

  /** The answer to what is no request. */
  refusalOf(text: string): Promise<Said> {
    const answer = new Promise<Said>((resolve) => this.#answers.set(null, resolve));
    this.send(text);
    return answer;
  }

  async close(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }
}

let relay: RunningRelay;
before(async () => {
  relay = await startRelay({ port: 0, projectId });
});
after(() => relay.stop());

async function client(auth = token(relay.url)): Promise<Client> {
  const made = new Client(relay.url, auth);
  await once(made.socket, 'open');
  return made;
}

const newTopic = () => randomBytes(32).toString('hex');
const letter = (topic: string, message: string) => ({ topic, message, ttl: 300, tag: 1108, prompt: true });
/** Whatever the relay had to push before this answer has come. */
const settled = (one: Client) => one.call('irn_fetchMessages', { topic: newTopic() });
const messages = (one: Client) => one.pushed.map(({ params }) => params?.data.message);

describe('who may connect', () => {
  const host = 'relay.example';
  const now = Date.now() / 1_000;

  it('knows a client by its key', () => {
    assert.match(clientOf(token(`wss://${host}`), host, now), /^did:key:z6Mk/);
  });

  it('believes no token that is for another relay, over, or signed by another key', () => {
    assert.throws(() => clientOf(token('wss://elsewhere.example'), host, now), /meant for/);
    assert.throws(() => clientOf(token(`wss://${host}`, { exp: now - hour }), host, now), /over/);
    const { privateKey } = generateKeyPairSync('ed25519');
    assert.throws(() => clientOf(token(`wss://${host}`, {}, privateKey), host, now), /not the key/);
    assert.throws(() => clientOf(token(`wss://${host}`, { iss: 'did:key:z6Mk' }), host, now), /Ed25519/);
    assert.throws(() => clientOf('nothing', host, now));
  });

  it('answers 401 without a token, and hangs up on a project it does not know', async () => {
    const nobody = new Client(relay.url, '');
    const [error] = (await once(nobody.socket, 'error')) as [Error];
    assert.match(error.message, /401/);
    const stranger = new Client(relay.url, token(relay.url), 'another-project');
    const [code] = (await once(stranger.socket, 'close')) as [number];
    assert.equal(code, 3000);
  });
});

describe('passing letters on', () => {
  it('hands a letter to who listens, not to its sender, and once', async () => {
    const [page, phone] = await Promise.all([client(), client()]);
    const topic = newTopic();
    const { result } = await phone.call('irn_subscribe', { topic });
    await page.call('irn_subscribe', { topic });
    assert.equal((await page.call('irn_publish', letter(topic, 'hello'))).result, true);
    await page.call('irn_publish', letter(topic, 'hello'));
    await Promise.all([settled(page), settled(phone)]);
    assert.deepEqual(messages(phone), ['hello']);
    assert.equal(phone.pushed[0]?.params?.id, result);
    assert.equal(phone.pushed[0]?.params?.data.tag, 1108);
    assert.deepEqual(messages(page), []);
    await phone.call('irn_unsubscribe', { topic, id: result });
    await page.call('irn_publish', letter(topic, 'anybody?'));
    await settled(phone);
    assert.deepEqual(messages(phone), ['hello']);
  });

  it('keeps letters for who comes later, and again for who did not say that they have them', async () => {
    const [page, auth] = [await client(), token(relay.url)];
    const [one, other] = [newTopic(), newTopic()];
    await page.call('irn_batchPublish', { messages: [letter(one, 'first'), letter(other, 'second')] });
    const phone = await client(auth);
    phone.confirms = false;
    await phone.call('irn_batchSubscribe', { topics: [one, other] });
    await settled(phone);
    assert.deepEqual(messages(phone), ['first', 'second']);
    await phone.close();
    const again = await client(auth);
    await again.call('irn_batchSubscribe', { topics: [one, other] });
    await settled(again);
    assert.deepEqual(messages(again), ['first', 'second']);
    await again.close();
    const satisfied = await client(auth);
    await satisfied.call('irn_batchSubscribe', { topics: [one, other] });
    await settled(satisfied);
    assert.deepEqual(messages(satisfied), []);
  });

  it('lets letters be fetched, each once', async () => {
    const [page, phone] = await Promise.all([client(), client()]);
    const topic = newTopic();
    await page.call('irn_publish', letter(topic, 'fetched'));
    const { result } = await phone.call('irn_batchFetchMessages', { topics: [topic] });
    const { messages: got } = result as { messages: { message: string }[] };
    assert.deepEqual(
      got.map(({ message }) => message),
      ['fetched'],
    );
    const { result: empty } = await phone.call('irn_fetchMessages', { topic });
    assert.deepEqual(empty, { messages: [], hasMore: false });
  });

  it('goes on where one of two tabs of a client is closed', async () => {
    const [page, auth] = [await client(), token(relay.url)];
    const [tab, otherTab] = await Promise.all([client(auth), client(auth)]);
    const topic = newTopic();
    await tab.call('irn_subscribe', { topic });
    await otherTab.call('irn_subscribe', { topic });
    await tab.close();
    await page.call('irn_publish', letter(topic, 'still there?'));
    await settled(otherTab);
    assert.deepEqual(messages(otherTab), ['still there?']);
  });

  it('begins a session: a proposal, its answer and the terms, each on its topic', async () => {
    const [page, phone] = await Promise.all([client(), client()]);
    const [pairingTopic, sessionTopic] = [newTopic(), newTopic()];
    await page.call('wc_proposeSession', { pairingTopic, sessionProposal: 'proposal' });
    await phone.call('irn_subscribe', { topic: pairingTopic });
    await settled(phone);
    assert.deepEqual(messages(phone), ['proposal']);
    await phone.call('wc_approveSession', {
      pairingTopic,
      sessionTopic,
      sessionProposalResponse: 'answer',
      sessionSettlementRequest: 'terms',
    });
    await page.call('irn_subscribe', { topic: sessionTopic });
    await page.call('irn_publish', letter(sessionTopic, 'thanks'));
    await Promise.all([settled(page), settled(phone)]);
    assert.deepEqual(messages(page), ['answer', 'terms']);
    assert.deepEqual(messages(phone), ['proposal', 'thanks']);
  });

  it('says what is wrong with a request, as JSON-RPC does', async () => {
    const one = await client();
    assert.equal((await one.refusalOf('{')).error?.code, -32_700);
    assert.equal((await one.refusalOf('{"jsonrpc":"2.0"}')).error?.code, -32_600);
    assert.equal((await one.call('irn_sing', {})).error?.code, -32_601);
    assert.equal((await one.call('irn_subscribe', { topic: 'short' })).error?.code, -32_602);
  });
});

it('drops a letter when its time is over', () => {
  let now = 1_000;
  const mailbox = new Mailbox(() => now);
  const handed: Letter[] = [];
  mailbox.publish({ topic: 't', message: 'm', tag: 1, attestation: null, from: 'page' }, 300);
  now += 299_000;
  mailbox.subscribe('t', 'phone', (_id, one) => handed.push(one));
  assert.equal(handed.length, 1);
  now += 1_000;
  mailbox.subscribe('t', 'late', (_id, one) => handed.push(one));
  assert.equal(handed.length, 1);
});
