import type { LedgerBook } from './ledger.ts';

/** The chain's own coin: what Amn put in, what payouts and sweeps burnt, and what is left. */
export interface CoinVerdict {
  readonly differences: readonly string[];
  /** For people. */
  readonly line: string;
}

const coins = (base: bigint): string => {
  const digits = base.toString().padStart(19, '0');
  return `${digits.slice(0, -18)}.${digits.slice(-18)}`;
};

/** @param heldBase what stands at all addresses of the gateway */
export function compareCoin(ledger: LedgerBook, coin: string, heldBase: bigint): CoinVerdict {
  const booked = -ledger.accounts.of(`gateway:${coin}/${coin}`);
  const [put, burnt] = [ledger.accounts.of(`equity/${coin}`), -ledger.accounts.of(`network_fee/${coin}`)];
  const differences = [
    ...(booked === heldBase ? [] : [`${coin} held: ledger ${booked}, chain ${heldBase}`]),
    ...(put - burnt === booked
      ? []
      : [`${coin}: ${put} put in less ${burnt} burnt is not the ${booked} that are booked`]),
  ];
  const line = `  ${coin}: ${coins(put)} put in, ${coins(burnt)} burnt by payouts and sweeps, ${coins(heldBase)} left`;
  return { differences, line };
}
