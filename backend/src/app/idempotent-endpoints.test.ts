import { expect, test } from '@jest/globals';
import { endpoints } from './endpoints.ts';

/**
 * What makes or moves something may be sent twice without harm. Either the endpoint takes an Idempotency-Key, or
 * it stands here with what keeps a second one from doing anything.
 */
const REASONS = {
  moves:
    'one step of a table by compare-and-set: the second one finds another status, and is refused without an effect',
  same: 'asked again it gives what it made the first time, whatever key is sent',
  named: 'what is made has a name of its own that is unique for ever',
  spent: 'a code or a nonce is spent by the first one',
  harmless: 'it moves no money and no deal: a second one is at most one more of something that binds nobody',
  callback: 'the event is stored once by its own key, and each of its effects is posted once',
} as const;

const WITHOUT_KEY: Readonly<Record<keyof typeof REASONS, readonly string[]>> = {
  moves: [
    'publishRequest',
    'cancelRequest',
    'rejectOffer',
    'withdrawOffer',
    'abandonDeal',
    'declineDeal',
    'startDelivery',
    'requestChanges',
    'proposeExtension',
    'confirmExtension',
    'proposeCancellation',
    'confirmCancellation',
    'declineProposal',
    'declineMediatorProposal',
    'declineSplit',
    'offerWithdrawal',
    'declineWithdrawal',
    'approvePayout',
    'cancelPayout',
    'approvePayoutAddressReplacement',
    'cancelPayoutAddressReplacement',
    'refusePayoutAddressReplacement',
    'answerQuestion',
  ],
  same: ['createPayment', 'inviteSellers', 'markNotificationRead', 'markAllNotificationsRead'],
  named: ['requestPayout', 'addPayoutAddress', 'register', 'reportTransaction'],
  spent: [
    'verifyEmail',
    'proveWallet',
    'signTerms',
    'signPayoutAddress',
    'stopReplacement',
    'refreshSession',
  ],
  harmless: [
    'reconcileNow',
    'publishLiabilities',
    'resendVerification',
    'login',
    'logout',
    'stepUp',
    'changePassword',
    'startWalletProof',
    'startSigningTerms',
    'startSigningPayoutAddress',
    'startStoppingReplacement',
    'suggestRequest',
    'uploadFile',
    'moveDemoClock',
    'payInDemo',
  ],
  callback: ['shkeeperWebhook'],
};

const posts = endpoints.filter(({ method }) => method === 'post');
const excused = new Set(Object.values(WITHOUT_KEY).flat());

test.each(posts.map(({ operationId, idempotent }): [string, boolean] => [operationId, idempotent === true]))(
  '%s takes an Idempotency-Key, or says why not',
  (operationId, takesKey) => {
    expect(takesKey || excused.has(operationId)).toBe(true);
  },
);

test('whoever is excused needs to be, for one of the reasons there are', () => {
  expect(Object.keys(WITHOUT_KEY)).toEqual(Object.keys(REASONS));
  const needed = new Set(posts.filter(({ idempotent }) => idempotent !== true).map((one) => one.operationId));
  expect([...excused].filter((name) => !needed.has(name))).toEqual([]);
});

test('what makes a deal, or lets money go for good, takes a key', () => {
  const keyed = posts.filter(({ idempotent }) => idempotent === true).map((one) => one.operationId);
  expect(keyed).toEqual(
    expect.arrayContaining([
      'createRequest',
      'submitOffer',
      'acceptOffer',
      'deliver',
      'approveDelivery',
      'openDispute',
      'acceptSplit',
    ]),
  );
});
