/** @jest-environment node */
import type { Chain } from 'viem';
import { FakePhoneClient, PHONE_ACCOUNT, phoneSession } from '@/test/fake-phone-client';
import { Phone, type KeptSession } from './phone';
import { NetworkNotShared } from './problems';

const chain = (id: number): Chain => ({
  id,
  name: `Chain ${id}`,
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [`https://rpc.example/${id}`] } },
});
const OTHER = '0xb2aF74d033CcF2E7150aD81D42B41CC316dd5AB1';

function scene() {
  const client = new FakePhoneClient();
  const emit = jest.fn();
  const seen: { kept: KeptSession | null; loads: number } = { kept: null, loads: 0 };
  const load = () => {
    seen.loads += 1;
    return Promise.resolve(client);
  };
  const phone = new Phone(load, [chain(1), chain(137)], { emit } as never, (kept) => {
    seen.kept = kept;
    return Promise.resolve();
  });
  return { client, emit, seen, phone };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A phone whose session covers the given networks. */
async function connected(chains: readonly number[] = [1]) {
  const all = scene();
  const pairing = all.phone.pair();
  await settle();
  all.client.approve(phoneSession(chains));
  await pairing;
  return all;
}

it('answers by itself what it knows, and passes on the rest with its network', async () => {
  const { client, phone } = await connected([137]);
  expect(await phone.request('eth_accounts', [])).toEqual([PHONE_ACCOUNT]);
  expect(await phone.request('eth_chainId', [])).toBe('0x89');
  expect(client.asked).toEqual([]);
  client.answer = () => Promise.resolve('0xhash');
  expect(await phone.request('eth_sendTransaction', [{ to: OTHER }])).toBe('0xhash');
  expect(client.asked).toEqual([
    { topic: 'session', chainId: 137, method: 'eth_sendTransaction', params: [{ to: OTHER }] },
  ]);
});

it('asks for nothing that the wallet has not agreed to', async () => {
  const { client, phone } = await connected();
  await expect(phone.request('eth_sign', [])).rejects.toMatchObject({ code: 4200 });
  expect(client.asked).toEqual([]);
});

it('passes a refusal on as an error with its code', async () => {
  const { client, phone } = await connected();
  client.answer = () => Promise.reject(Object.assign(new Error('User rejected.'), { code: 5000 }));
  await expect(phone.request('eth_sendTransaction', [{}])).rejects.toMatchObject({ code: 5000 });
});

it('goes to a network of the session without a word to the wallet', async () => {
  const { client, emit, seen, phone } = await connected([1, 137]);
  await phone.switchTo(137);
  expect(client.asked).toEqual([]);
  expect(emit).toHaveBeenCalledWith('change', { chainId: 137, accounts: [PHONE_ACCOUNT] });
  expect(seen.kept).toEqual({ topic: 'session', chainId: 137 });
});

it('has the wallet add a network to the session', async () => {
  const { client, phone } = await connected([1]);
  client.answer = ({ method }) => {
    if (method === 'wallet_switchEthereumChain') {
      return Promise.reject(Object.assign(new Error('Unrecognized chain ID'), { code: 4902 }));
    }
    client.sessions.set('session', phoneSession([1, 137]));
    client.tell({ type: 'updated', topic: 'session' });
    return Promise.resolve(null);
  };
  await phone.switchTo(137);
  expect(client.asked.map(({ method }) => method)).toEqual([
    'wallet_switchEthereumChain',
    'wallet_addEthereumChain',
  ]);
  expect(phone.chainId).toBe(137);
  expect(phone.accounts).toEqual([PHONE_ACCOUNT]);
});

it('does not ask again for a network that its owner declined', async () => {
  const { client, phone } = await connected([1]);
  client.answer = () => Promise.reject(Object.assign(new Error('User rejected.'), { code: 5000 }));
  await expect(phone.switchTo(137)).rejects.toMatchObject({ code: 5000 });
  expect(client.asked).toHaveLength(1);
  expect(phone.chainId).toBe(1);
});

it('says so where the session never comes to cover the network', async () => {
  const { phone } = await connected([1]);
  jest.useFakeTimers();
  try {
    const outcome = expect(phone.switchTo(137)).rejects.toThrow(NetworkNotShared);
    await jest.advanceTimersByTimeAsync(10_000);
    await outcome;
  } finally {
    jest.useRealTimers();
  }
  expect(phone.chainId).toBe(1);
});

it('goes on with the session of an earlier page, on the network that was chosen', async () => {
  const { client, phone } = scene();
  client.sessions.set('session', phoneSession([1, 137]));
  expect(await phone.resume({ topic: 'session', chainId: 137 })).toBe(true);
  expect(phone.chainId).toBe(137);
  expect(phone.accounts).toEqual([PHONE_ACCOUNT]);
});

it('forgets a session that has ended meanwhile', async () => {
  const { client, seen, phone } = scene();
  seen.kept = { topic: 'session', chainId: 1 };
  client.sessions.set('session', { ...phoneSession([1]), expiry: Date.now() / 1_000 - 1 });
  expect(await phone.resume({ topic: 'session', chainId: 1 })).toBe(false);
  expect(seen.kept).toBeNull();
  expect(await phone.resume({ topic: 'unknown', chainId: 1 })).toBe(false);
});

it('is told that the phone hung up, and asks it for nothing more', async () => {
  const { client, emit, seen, phone } = await connected();
  client.tell({ type: 'ended', topic: 'another' });
  expect(emit).not.toHaveBeenCalled();
  client.tell({ type: 'ended', topic: 'session' });
  await settle();
  expect(emit).toHaveBeenCalledWith('disconnect');
  expect(seen.kept).toBeNull();
  await expect(phone.request('eth_sendTransaction', [{}])).rejects.toMatchObject({ code: 4900 });
  expect(client.asked).toEqual([]);
});

it('follows the wallet to another network or account that it shares', async () => {
  const { client, phone } = await connected([1, 137]);
  client.tell({ type: 'event', topic: 'session', name: 'chainChanged', data: '0x89' });
  await settle();
  expect(phone.chainId).toBe(137);
  client.tell({ type: 'event', topic: 'session', name: 'chainChanged', data: 10 });
  await settle();
  expect(phone.chainId).toBe(137);
  const accounts = [`eip155:137:${PHONE_ACCOUNT}`, `eip155:137:${OTHER}`];
  client.sessions.set('session', {
    ...phoneSession([]),
    namespaces: { eip155: { accounts, methods: [] } },
  });
  client.tell({ type: 'event', topic: 'session', name: 'accountsChanged', data: [OTHER] });
  await settle();
  expect(phone.accounts).toEqual([OTHER, PHONE_ACCOUNT]);
});

it('hangs up', async () => {
  const { client, seen, phone } = await connected();
  await phone.hangUp();
  expect(client.hungUpOn).toEqual(['session']);
  expect(seen.kept).toBeNull();
  expect(phone.accounts).toEqual([]);
});

it('hangs up though there is no network to say so', async () => {
  const { client, phone } = await connected();
  client.hangUp = () => new Promise(() => undefined);
  jest.useFakeTimers();
  try {
    const ended = phone.hangUp();
    await jest.advanceTimersByTimeAsync(3_000);
    await ended;
  } finally {
    jest.useRealTimers();
  }
  expect(phone.accounts).toEqual([]);
});

it('loads the SDK once, and again after it could not be loaded', async () => {
  const { seen, phone } = await connected();
  await phone.request('eth_sendTransaction', [{}]);
  expect(seen.loads).toBe(1);
  let tries = 0;
  const failing = new Phone(
    () => {
      tries += 1;
      return Promise.reject(new Error('no network'));
    },
    [chain(1)],
    { emit: jest.fn() } as never,
    () => Promise.resolve(),
  );
  await expect(failing.pair()).rejects.toThrow();
  await expect(failing.pair()).rejects.toThrow();
  expect(tries).toBe(2);
});
