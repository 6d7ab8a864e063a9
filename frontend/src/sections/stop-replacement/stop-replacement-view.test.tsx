import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiError } from '@/lib/api-error';
import type { WalletSigner } from '@/lib/wallet-signer';
import { withPage } from '@/test/with-page';
import { StopReplacementView } from './stop-replacement-view';

const OLD = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const api = { startStoppingReplacement: jest.fn(), stopReplacement: jest.fn() };
jest.mock('@/lib/sdk', () => ({ sdk: () => Promise.resolve(api) }));

/** The wallet's part: it signs what it is given. */
const signTyped = jest.fn(() => Promise.resolve('0xsigned'));
let walletChainId = 31337;
jest.mock('@/components/web3/sign-stage', () => ({
  SignStage: (props: { chainId: number | null; onSign: (signer: WalletSigner) => Promise<void> }) => (
    <button
      data-chain={props.chainId}
      onClick={() => {
        void props.onSign({
          address: OLD,
          chainId: walletChainId,
          signText: () => Promise.reject(new Error('no text is signed here')),
          signTyped,
        });
      }}
    >
      Sign
    </button>
  ),
}));

const typedData = { domain: { chainId: 31337 }, message: {} };
const open = async () => {
  render(withPage(<StopReplacementView replacementId="r1" />));
  await userEvent.click(screen.getByTestId('stop-replacement'));
};
const sign = async () => userEvent.click(await screen.findByRole('button', { name: 'Sign' }));

beforeEach(() => {
  jest.clearAllMocks();
  walletChainId = 31337;
  api.startStoppingReplacement.mockResolvedValue({ data: { nonce: 'n1', typedData } });
  api.stopReplacement.mockResolvedValue({ data: {} });
});

it('has the old wallet sign, and says that it is stopped', async () => {
  await open();
  await sign();
  expect(await screen.findByRole('status')).toHaveTextContent('Stopped');
  expect(api.startStoppingReplacement).toHaveBeenCalledWith({
    path: { replacementId: 'r1' },
    body: { wallet: OLD },
  });
  expect(signTyped).toHaveBeenCalledWith(typedData);
  expect(api.stopReplacement).toHaveBeenCalledWith({ body: { nonce: 'n1', signature: '0xsigned' } });
  expect(screen.queryByTestId('stop-replacement')).not.toBeInTheDocument();
  // Who had pressed the button that is gone goes on at what became of it.
  await waitFor(() => {
    expect(screen.getByRole('heading', { name: /^Stopped/ })).toHaveFocus();
  });
});

it('asks for the network first, and has nothing signed on another one', async () => {
  walletChainId = 1;
  await open();
  await sign();
  expect(await screen.findByRole('button', { name: 'Sign' })).toHaveAttribute('data-chain', '31337');
  expect(signTyped).not.toHaveBeenCalled();
  expect(api.stopReplacement).not.toHaveBeenCalled();
});

it('says so when this wallet has nothing to stop, and lets another one try', async () => {
  api.startStoppingReplacement.mockRejectedValue(
    new ApiError({ code: 'NOT_FOUND', message: 'There is nothing here.', status: 404 }),
  );
  await open();
  await sign();
  expect(await screen.findByRole('status')).toHaveTextContent('This wallet has nothing to stop here');
  expect(screen.getByTestId('stop-replacement')).toBeEnabled();
});
