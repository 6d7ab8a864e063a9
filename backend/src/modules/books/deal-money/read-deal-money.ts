import type { ClientSession } from 'mongoose';
import { now } from '../../../platform/clock.ts';
import { inTransaction } from '../../../platform/transaction.ts';
import type { Actor } from '../../../shared/actor.ts';
import { AppError } from '../../../shared/errors.ts';
import { casesOfDeal, type DealCase } from '../../dispute/index.ts';
import { viewDealState, type DealState } from '../../escrow/index.ts';
import { postingsOfContract, traceBalance } from '../../ledger/index.ts';
import { depositsOfContract, type DepositRecord } from '../../payment/index.ts';
import {
  addUp,
  partsOfReached,
  whereIsMoney,
  type CameIn,
  type DealMoney,
  type Holder,
  type Part,
  type Reached,
} from './where-is-money.ts';

export type MoneyViewer = 'buyer' | 'seller' | 'mediator' | 'admin';

export interface DealMoneyView {
  readonly state: DealState;
  readonly viewerRole: MoneyViewer;
  readonly asOf: Date;
  readonly cameIn: readonly CameIn[];
  readonly funded: DealMoney['funded'];
  readonly parts: readonly Part[];
  readonly arriving: readonly DepositRecord[];
  readonly cases: readonly DealCase[];
}

/** Who somebody is to a deal's money. A party is a party, whatever their rank. */
export function viewerOfMoney(
  state: Pick<DealState, 'buyerId' | 'sellerId'>,
  cases: readonly Pick<DealCase, 'mediatorId'>[],
  actor: Pick<Actor, 'id' | 'role'>,
): MoneyViewer | null {
  if (state.buyerId === actor.id) return 'buyer';
  if (state.sellerId === actor.id) return 'seller';
  if (actor.role === 'admin') return 'admin';
  const isTheirs = cases.some(({ mediatorId }) => mediatorId === actor.id);
  return actor.role === 'mediator' && isTheirs ? 'mediator' : null;
}

/** What somebody does with a balance is theirs: only its owner, and admins, see what became of it. */
const mayTrace = (viewer: MoneyViewer, holder: Holder): boolean => viewer === 'admin' || viewer === holder;

async function followReached(
  tx: ClientSession,
  { reached }: DealMoney,
  viewer: MoneyViewer,
): Promise<Part[]> {
  const parts: Part[] = [];
  const heaps = new Map<string, Reached[]>();
  for (const one of reached) {
    const key = `${one.account}|${one.asset}`;
    heaps.set(key, [...(heaps.get(key) ?? []), one]);
  }
  for (const heap of heaps.values()) {
    const [first] = heap;
    if (first === undefined) continue;
    const traced = mayTrace(viewer, first.holder)
      ? await traceBalance(
          tx,
          first.account,
          first.asset,
          heap.map(({ postingId }) => postingId),
        )
      : [];
    const byPosting = new Map(traced.map((arrival) => [arrival.postingId, arrival]));
    parts.push(...heap.flatMap((one) => partsOfReached(one, byPosting.get(one.postingId))));
  }
  return parts;
}

const isArriving = ({ status, amountBase, postedBase }: DepositRecord): boolean =>
  (status === 'detected' || status === 'quarantined') && amountBase > postedBase;

/**
 * Where a deal's money is, read in one snapshot so that it adds up whatever is posted meanwhile.
 * @throws AppError NOT_FOUND, also for whoever has nothing to do with the deal
 */
export function readDealMoney(
  input: { readonly requestId: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<DealMoneyView> {
  return inTransaction(async (tx) => {
    const state = await viewDealState(tx, input.requestId);
    if (state === null) throw new AppError('NOT_FOUND');
    const cases = (await casesOfDeal(tx, input.requestId)).filter(
      ({ contractId }) => contractId === state.contractId,
    );
    const viewerRole = viewerOfMoney(state, cases, actor);
    if (viewerRole === null) throw new AppError('NOT_FOUND');
    const money = whereIsMoney(await postingsOfContract(tx, state.contractId));
    const parts = addUp([...money.kept, ...(await followReached(tx, money, viewerRole))]);
    const deposits = await depositsOfContract(tx, state.contractId);
    const arriving = deposits.filter(isArriving);
    const { cameIn, funded } = money;
    return { state, viewerRole, asOf: now(), cameIn, funded, parts, arriving, cases };
  });
}
