import { maySend, walletStep, type TransferCheck, type WalletFacts, type WalletStep } from './wallet-step';

const CHAIN = 31337;
const fine: TransferCheck = { token: 200n, coin: 10n, fee: 4n, refused: false };
const ready: WalletFacts = {
  wantedChainId: CHAIN,
  amount: 200n,
  connection: { chainId: CHAIN },
  check: fine,
  asking: false,
};

const cases: readonly (readonly [WalletStep, Partial<WalletFacts>])[] = [
  ['ready', {}],
  ['choose', { connection: null }],
  ['wrongNetwork', { connection: { chainId: 1 } }],
  ['wrongNetwork', { connection: { chainId: undefined } }],
  // What the network says of the account does not matter while the wallet is elsewhere.
  ['wrongNetwork', { connection: { chainId: 1 }, check: { ...fine, token: 0n } }],
  ['checking', { check: null }],
  ['unread', { check: 'unread' }],
  ['tooLittle', { check: { ...fine, token: 199n } }],
  // The token is asked about first: who lacks both is told of the larger thing.
  ['tooLittle', { check: { token: 0n, coin: 0n, fee: null, refused: false } }],
  ['refused', { check: { ...fine, fee: null, refused: true } }],
  ['noFee', { check: { ...fine, coin: 3n } }],
  ['ready', { check: { ...fine, coin: 4n } }],
  ['ready', { check: { ...fine, coin: 0n, fee: null } }],
  ['waiting', { asking: true }],
  // A wallet that was asked is waited for, even if it changes its network meanwhile.
  ['waiting', { asking: true, connection: { chainId: 1 } }],
];

it.each(cases)('is %s', (step, changes) => {
  expect(walletStep({ ...ready, ...changes })).toBe(step);
});

it('sends only when nothing is known to stand against it', () => {
  const all: readonly WalletStep[] = [...new Set(cases.map(([step]) => step))];
  expect(all.filter(maySend).sort()).toEqual(['ready', 'unread']);
});
