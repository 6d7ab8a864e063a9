import type { App } from '../app/build-app.ts';
import { halfFailNextPayout, type DemoPersonKey } from '../modules/demo/index.ts';
import { gateway, registeredCoins } from '../modules/integration/index.ts';
import { withdrawableBalances, type WithdrawableKind } from '../modules/ledger/index.ts';
import {
  approvePayout,
  bookGasTopUp,
  getPayout,
  requestPayout,
  type PayoutStatus,
} from '../modules/payout/index.ts';
import { parseUnits } from '../shared/money.ts';
import type { Cast } from './cast.ts';
import { until } from './until.ts';

/** What the people of the demo withdraw: real payouts of the gateway's sandbox. */
export class Payouts {
  readonly #app: App;
  readonly #cast: Cast;

  constructor(app: App, cast: Cast) {
    this.#app = app;
    this.#cast = cast;
  }

  /** What the gateway's wallet begins with, for network fees, as an operator books it. */
  async topUpGas(): Promise<void> {
    for (const { code, decimals } of registeredCoins()) {
      const amount = parseUnits(await gateway().readBalance(code), decimals).toString();
      const input = { reference: `first-${code}`, money: { amount, asset: code }, note: 'First filling' };
      await bookGasTopUp(input, this.#cast.actor('admin'));
    }
  }

  /** Withdraws everything a seller has earned in an asset, to their own wallet. */
  withdraw(person: DemoPersonKey, asset: string, reference: string): Promise<void> {
    return this.#payOut(person, 'seller_payable', asset, { reference, end: 'confirmed' });
  }

  withdrawRefund(person: DemoPersonKey, asset: string, reference: string): Promise<void> {
    return this.#payOut(person, 'refund_payable', asset, { reference, end: 'confirmed' });
  }

  /** Asks for more than goes out by itself; nobody has looked at it yet. */
  askForPayout(person: DemoPersonKey, asset: string, reference: string): Promise<void> {
    return this.#payOut(person, 'seller_payable', asset, { reference, end: 'requested' });
  }

  /** The gateway accepts it and its wallet makes no transfer: unclear until two admins have decided. */
  async withdrawUnclear(person: DemoPersonKey, asset: string, reference: string): Promise<void> {
    await halfFailNextPayout();
    await this.#payOut(person, 'seller_payable', asset, { reference, end: 'unknown' });
  }

  async #payOut(
    person: DemoPersonKey,
    source: WithdrawableKind,
    asset: string,
    wanted: { readonly reference: string; readonly end: PayoutStatus },
  ): Promise<void> {
    const { reference, end } = wanted;
    const actor = this.#cast.actor(person);
    const balances = await withdrawableBalances(actor.id);
    const balance = balances.find((row) => row.account.startsWith(`${source}:`) && row.asset === asset);
    if (!balance || balance.balanceBase === 0n) throw new Error(`${person} has no ${asset} to withdraw`);
    const money = { amount: balance.balanceBase.toString(), asset };
    const addressId = this.#cast.addressId(person);
    const payout = await requestPayout({ reference, source, money, addressId }, actor);
    // Above the automatic limit somebody else has to look at it first.
    if (payout.status === 'requested' && end !== 'requested') {
      await approvePayout({ payoutId: payout.id }, this.#cast.actor('admin'));
    }
    await until(this.#app, `${reference} is ${end}`, async () => {
      const { status } = await getPayout({ payoutId: payout.id }, actor);
      return status === end;
    });
  }
}
