import { FakePhoneClient, phoneSession } from '@/test/fake-phone-client';
import { walletProblem } from '../wallet-problem';
import { Pairing } from './pairing';
import { PairingCancelled, PairingExpired, RelayUnreachable } from './problems';

const wish = { chains: [1], methods: [], events: [], rpcUrls: {} };

function scene() {
  const client = new FakePhoneClient();
  const pairing = new Pairing(() => Promise.resolve(client));
  const shown: (string | null)[] = [];
  pairing.subscribe(() => {
    shown.push(pairing.uri());
  });
  return { client, pairing, shown };
}

/** Everything that waits for nothing but promises. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it('shows a code until it is answered', async () => {
  const { client, pairing, shown } = scene();
  const begun = pairing.begin(wish);
  await settle();
  expect(pairing.uri()).toBe('wc:1@2');
  client.approve(phoneSession([1]));
  expect((await begun).topic).toBe('session');
  expect(shown).toEqual(['wc:1@2', null]);
  expect(client.withdrawn).toEqual([]);
});

it('says that the owner declined, and shows another code the next time', async () => {
  const { client, pairing } = scene();
  const begun = pairing.begin(wish);
  await settle();
  client.answers[0]?.reject({ code: 5000, message: 'User rejected.' });
  const problem = await begun.catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Error);
  expect(walletProblem(problem)).toBe('rejected');
  void pairing.begin(wish);
  await settle();
  expect(pairing.uri()).toBe('wc:2@2');
});

it('says that a code is no longer good', async () => {
  const { client, pairing } = scene();
  const begun = pairing.begin(wish);
  await settle();
  client.answers[0]?.reject(new Error('Proposal expired'));
  await expect(begun).rejects.toThrow(PairingExpired);
  expect(pairing.uri()).toBeNull();
});

it('takes a code back, and hangs up on a phone that answers to it all the same', async () => {
  const { client, pairing } = scene();
  const begun = pairing.begin(wish);
  await settle();
  pairing.cancel();
  await expect(begun).rejects.toThrow(PairingCancelled);
  expect(pairing.uri()).toBeNull();
  client.approve(phoneSession([1], 'too-late'));
  await settle();
  expect(client.withdrawn).toEqual(['wc:1@2']);
  expect(client.hungUpOn).toEqual(['too-late']);
});

it('is cancelled before there is a code', async () => {
  const { client, pairing, shown } = scene();
  const begun = pairing.begin(wish);
  pairing.cancel();
  await expect(begun).rejects.toThrow(PairingCancelled);
  await settle();
  expect(client.withdrawn).toEqual(['wc:1@2']);
  expect(shown).not.toContain('wc:1@2');
});

it('shows one code at a time', async () => {
  const { pairing } = scene();
  const first = pairing.begin(wish);
  await settle();
  void pairing.begin(wish);
  await expect(first).rejects.toThrow(PairingCancelled);
  await settle();
  expect(pairing.uri()).toBe('wc:2@2');
});

it('says that there is no way to a phone', async () => {
  const failing = new Pairing(() => Promise.reject(new Error('no network')));
  await expect(failing.begin(wish)).rejects.toThrow(RelayUnreachable);
});

it('does not wait for ever for a relay that does not answer', async () => {
  jest.useFakeTimers();
  try {
    const silent = new Pairing(() => new Promise(() => undefined));
    const outcome = expect(silent.begin(wish)).rejects.toThrow(RelayUnreachable);
    await jest.advanceTimersByTimeAsync(20_000);
    await outcome;
  } finally {
    jest.useRealTimers();
  }
});
