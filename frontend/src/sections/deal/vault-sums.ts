import type { DealMoney } from '@/actions/deal';

const sums = (amounts: readonly { money: { amount: string; asset: string } }[]): Map<string, bigint> => {
  const byAsset = new Map<string, bigint>();
  for (const { money } of amounts)
    byAsset.set(money.asset, (byAsset.get(money.asset) ?? 0n) + BigInt(money.amount));
  return byAsset;
};

/** Whether the places hold exactly what came in, asset by asset: counted here as well, not only promised. */
export function addsUp({ parts, cameIn }: Pick<DealMoney, 'parts' | 'cameIn'>): boolean {
  const [held, came] = [sums(parts), sums(cameIn)];
  return [...new Set([...held.keys(), ...came.keys()])].every(
    (asset) => (held.get(asset) ?? 0n) === (came.get(asset) ?? 0n),
  );
}

/** Who has a button that may move something now. */
export function whoMayAct({ mayAct }: Pick<DealMoney, 'mayAct'>): ('buyer' | 'seller' | 'mediator')[] {
  return [
    ...(mayAct.buyer.length > 0 ? (['buyer'] as const) : []),
    ...(mayAct.seller.length > 0 ? (['seller'] as const) : []),
    ...(mayAct.mediator ? (['mediator'] as const) : []),
  ];
}
