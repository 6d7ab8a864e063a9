import { accounts, registerInvariant } from '../ledger/index.ts';
import { findRepeatedReferences, findRepeatedTxids, streamPayouts } from './payout-check.repository.ts';

/** Invariants of payouts: what was asked for once is reserved, paid and ended once. */
export function registerPayoutInvariants(): void {
  registerInvariant('at most one live payout per obligation', async (_sums, flows, at) => {
    const repeated = await findRepeatedReferences(at);
    const faults = repeated.map((reference) => `the reference ${reference} has more than one payout`);
    for await (const payout of streamPayouts(at)) {
      const key = `${accounts.payoutInflight(payout.id)}|${payout.asset}`;
      const { debitBase, creditBase } = flows.turnovers.get(key) ?? { debitBase: 0n, creditBase: 0n };
      if (creditBase !== payout.amountBase)
        faults.push(`${key} reserved ${creditBase} of ${payout.amountBase}`);
      if (debitBase > payout.amountBase) faults.push(`${key} paid ${debitBase} of ${payout.amountBase}`);
    }
    return faults;
  });

  registerInvariant('one transfer pays one payout', async (_sums, _flows, at) =>
    (await findRepeatedTxids(at)).map((txid) => `${txid} pays more than one payout`),
  );
}
