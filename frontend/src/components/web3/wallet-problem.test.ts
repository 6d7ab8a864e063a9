import { NetworkNotShared, PairingExpired, RelayUnreachable } from './walletconnect/problems';
import { nothingWasSent, walletProblem, type WalletProblem } from './wallet-problem';

const failure = (facts: object, message = '') => Object.assign(new Error(message), facts);

const cases: readonly (readonly [WalletProblem, string, unknown])[] = [
  ['rejected', 'the wallet’s own code', failure({ code: 4001 })],
  ['rejected', 'the code of WalletConnect', failure({ code: 5000 })],
  ['rejected', 'wrapped by viem', failure({ cause: failure({ cause: { code: 4001 } }) })],
  ['busy', 'a request is open', failure({ code: -32002 })],
  ['noFee', 'told by a node', failure({ code: -32603 }, 'insufficient funds for gas * price + value')],
  ['wrongNetwork', 'noticed before it was asked', failure({ name: 'ConnectorChainMismatchError' })],
  ['unable', 'a wallet that does not switch', failure({ name: 'SwitchChainNotSupportedError' })],
  ['unable', 'as MetaMask’s app says it', failure({ code: -32603, data: { originalError: { code: 4902 } } })],
  ['expired', 'a code that nobody answered', new PairingExpired()],
  ['unreachable', 'no relay', new RelayUnreachable()],
  ['notShared', 'a session without the network', new NetworkNotShared()],
  ['other', 'a broken connection', failure({}, 'Failed to fetch')],
  ['other', 'no error at all', undefined],
];

it.each(cases)('%s: %s', (problem, _how, error) => {
  expect(walletProblem(error)).toBe(problem);
});

it('ends with causes that lead in a circle', () => {
  const circle = failure({});
  expect(walletProblem(Object.assign(circle, { cause: circle }))).toBe('other');
});

it('is certain that nothing was sent only where the wallet says so', () => {
  const certain = cases.map(([problem]) => problem).filter(nothingWasSent);
  expect(new Set(certain)).toEqual(new Set(['rejected', 'noFee', 'wrongNetwork']));
});
