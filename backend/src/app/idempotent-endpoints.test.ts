import { expect, test } from '@jest/globals';
import { idempotencyOf } from '../shared/endpoint.ts';
import { endpoints } from './endpoints.ts';

/**
 * What makes or moves something may be sent twice without harm. A POST of somebody who is signed in keeps its
 * Idempotency-Key in the transaction of the effect; the others stand here, with what keeps a second one from doing
 * anything.
 */
const REASONS = {
  moves: 'one step of a table by compare-and-set: the second one finds another status, and is refused',
  same: 'asked again it gives what it made the first time',
  named: 'what is made has a name of its own that is unique for ever',
  spent: 'a code or a nonce is spent by the first one',
  harmless: 'it moves no money and no deal: a second one is at most one more of something that binds nobody',
  secret: 'what is sent or answered is a secret, and is kept nowhere',
  callback: 'the event is stored once by its own key, and each of its effects is posted once',
} as const;
type Reason = keyof typeof REASONS;

/** The answer is kept after the work, since the work asks the gateway, the chain or a model. */
const KEPT_AFTER: Readonly<Partial<Record<Reason, readonly string[]>>> = {
  moves: ['callPayoutFailed', 'recordPayoutFound', 'lookAtPayoutAgain', 'resolveDeposit'],
  same: ['createPayment'],
  named: ['requestPayout', 'withdrawFees', 'reportTransaction'],
  spent: ['proveWallet', 'signTerms', 'signPayoutAddress'],
  harmless: ['reconcileNow', 'publishLiabilities', 'payInDemo', 'redeliverInboxEvent'],
};

const WITHOUT_KEY: Readonly<Partial<Record<Reason, readonly string[]>>> = {
  named: ['register'],
  spent: ['verifyEmail', 'stopReplacement', 'refreshSession'],
  secret: ['login', 'stepUp', 'changePassword', 'suggestRequest'],
  harmless: [
    'resendVerification',
    'logout',
    'startWalletProof',
    'startSigningTerms',
    'startSigningPayoutAddress',
    'startStoppingReplacement',
    'uploadFile',
    'moveDemoClock',
  ],
  callback: ['shkeeperWebhook'],
};

const posts = endpoints.filter(({ method }) => method === 'post');
const namesOf = (kind: ReturnType<typeof idempotencyOf>): string[] =>
  posts.filter((one) => idempotencyOf(one) === kind).map(({ operationId }) => operationId);
const all = (list: object): string[] => (Object.values(list) as string[][]).flat();

test('whoever keeps the answer after the work says why a second one has no effect', () => {
  expect(namesOf('after').sort()).toEqual(all(KEPT_AFTER).sort());
});

test('whoever takes no key says why', () => {
  expect(namesOf('no').sort()).toEqual(all(WITHOUT_KEY).sort());
});

test('what makes a deal, or lets money go for good, keeps its key in the transaction', () => {
  expect(namesOf('transaction')).toEqual(
    expect.arrayContaining([
      'createRequest',
      'submitOffer',
      'acceptOffer',
      'deliver',
      'approveDelivery',
      'confirmCancellation',
      'openDispute',
      'acceptSplit',
      'approvePayout',
      'cancelPayout',
    ]),
  );
});

test('no reason stands there that nobody has', () => {
  const used = new Set([...Object.keys(KEPT_AFTER), ...Object.keys(WITHOUT_KEY)]);
  expect([...used].sort()).toEqual(Object.keys(REASONS).sort());
});
