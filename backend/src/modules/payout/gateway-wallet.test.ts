import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAddress } from 'viem';
import { GATEWAY_WALLET } from '../../testing/fake-chain.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import { mendStage, paidOut, setPayoutStage } from '../../testing/payout-stage.ts';
import { accounts, balanceOf } from '../ledger/index.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import { requestPayout } from './request-payout.ts';

/** What the gateway pays to itself stays with it, and the books would say that it has left. */
const NAMED = '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65';

beforeAll(async () => {
  process.env['GATEWAY_WALLETS'] = NAMED.toLowerCase();
  await setPayoutStage();
});
beforeEach(mendStage);

const add = (address: string, who: { readonly id: string }) =>
  addPayoutAddress({ chainId: 31337, address, label: 'x' }, who);

test('an address that the gateway pays from is nobody’s payout address', async () => {
  const who = await person('Sam');
  await giveBalance(who.id, 100_000_000n);
  await expect(add(NAMED, who)).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });
  await expect(
    addPayoutAddress({ chainId: 31337, address: NAMED, label: 'x' }, who, 'platform'),
  ).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });

  // Until it has paid something out, nobody can know that it is one.
  const { id: addressId } = await add(getAddress(GATEWAY_WALLET), who);
  await paidOut();
  const other = await person('Bita');
  await expect(add(getAddress(GATEWAY_WALLET), other)).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });
  await expect(
    requestPayout(
      {
        reference: 'to-the-gateway',
        source: 'seller_payable',
        money: { amount: '10000000', asset: 'ETH-USDT' },
        addressId,
      },
      who,
    ),
  ).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });
  expect(await balanceOf(accounts.sellerPayable(who.id), 'ETH-USDT')).toBe(100_000_000n);
});
