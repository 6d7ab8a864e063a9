import { QueryClient } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { assetLooksQuery, type AssetLook } from '@/actions/asset-looks';
import { payoutQuoteQuery } from '@/actions/payouts';
import type { PayoutAddress } from '@/actions/wallet';
import { withPage } from '@/test/with-page';
import type { Withdrawable } from './sources';
import { WithdrawForm } from './withdraw-form';

const replace = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ replace }) }));
const requestPayout = jest.fn<Promise<unknown>, [{ readonly body: unknown }]>();
jest.mock('@/lib/api/sdk.gen', () => ({
  ...jest.requireActual<object>('@/lib/api/sdk.gen'),
  requestPayout: (options: { readonly body: unknown }) => requestPayout(options),
}));

const chain = { network: 'Ethereum', chainId: 1, explorerUrl: null };
/** Neither can be paid with now: the coin only comes by mistake, and the token was switched off. */
const others: AssetLook[] = [
  { ...chain, code: 'ETH', symbol: 'ETH', decimals: 18 },
  { ...chain, code: 'ETH-USDC', symbol: 'USDC', decimals: 6 },
];
const address: PayoutAddress = {
  ...chain,
  id: 'a'.repeat(24),
  address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  label: 'Mine',
  isDefault: true,
  usableFromAt: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
};

function clientFor(choice: Withdrawable): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const { source, asset, amount } = choice;
  client.setQueryData(assetLooksQuery().queryKey, { items: [], others });
  client.setQueryData(payoutQuoteQuery({ source, asset, amount }).queryKey, {
    networkFee: null,
    bearer: 'platform',
    deducted: { amount: '0', asset },
    arrives: { amount, asset },
    approvals: 0,
    approvalReason: null,
    minimum: { amount: '100', currency: 'USD' },
    isBelowMinimum: false,
  });
  return client;
}

it.each([
  ['the coin of the chain', { source: 'refund_payable', asset: 'ETH', amount: '40000000000000000' }, '0.04'],
  [
    'a token that was switched off',
    { source: 'refund_payable', asset: 'ETH-USDC', amount: '30000000' },
    '30',
  ],
] as const)('withdraws %s, which nobody can pay with now', async (_what, choice, typed) => {
  requestPayout.mockReset().mockResolvedValue({ data: { id: 'b'.repeat(24), money: choice } });
  const form = (
    <WithdrawForm choices={[choice]} addresses={[address]} signed={[]} from={null} replaces={null} />
  );
  render(withPage(form, 'en', clientFor(choice)));
  expect(screen.getByLabelText('To')).toHaveValue(address.id);
  await userEvent.click(screen.getByRole('button', { name: 'All of it' }));
  expect(screen.getByRole('textbox')).toHaveValue(typed);
  await userEvent.click(screen.getByRole('button', { name: /^Withdraw/ }));
  expect(requestPayout).toHaveBeenCalledTimes(1);
  const [{ body }] = requestPayout.mock.lastCall ?? [{ body: null }];
  expect(body).toMatchObject({
    source: 'refund_payable',
    money: { amount: choice.amount, asset: choice.asset },
    addressId: address.id,
  });
  expect(replace).toHaveBeenCalledWith(`/en/wallet/payouts/${'b'.repeat(24)}`);
});
