import type { z } from 'zod';
import { toMoney } from '../../../shared/money.ts';
import { disputeProcess } from '../../dispute/index.ts';
import { purchaseRequestProcess } from '../../marketplace/index.ts';
import type { Process } from '../../../shared/process.ts';
import type { dealMoneySchema } from './deal-money.contract.ts';
import type { DealMoneyView } from './read-deal-money.ts';
import { addUp, PLACES, type Part } from './where-is-money.ts';

type Shown = z.input<typeof dealMoneySchema>;
type Next = Shown['next'][number];

const GOES_TO: Partial<Record<string, Next['moneyGoesTo']>> = {
  release: 'seller',
  refund: 'buyer',
  unfunded_refund: 'buyer',
  split: 'both',
};

/** What the timer's row of a table does to the money: its posting says so. */
export function silenceOf<S extends string, A extends string>(
  process: Process<S, A>,
  status: S,
  action: A,
): Pick<Next, 'leadsTo' | 'moneyGoesTo'> {
  // A timer of one of several milestones may run while the others make the deal something else.
  const row = process.transitions.find(
    ({ action: name, from, alsoFrom = [] }) => name === action && [...from, ...alsoFrom].includes(status),
  );
  return {
    leadsTo: row === undefined || row.to === 'same' ? null : row.to,
    moneyGoesTo: GOES_TO[row?.posting ?? ''] ?? 'nobody',
  };
}

function presentNext({ state, cases }: DealMoneyView): Next[] {
  const ofDeal = state.deadlines.map(({ action, at, milestoneId }): Next => ({
    of: 'deal',
    action,
    at: at.toISOString(),
    milestoneId: milestoneId ?? null,
    ...silenceOf(purchaseRequestProcess, state.status, action),
  }));
  const ofDisputes = cases
    .filter(({ live }) => live)
    .flatMap(({ status, milestoneId, deadlines }) =>
      deadlines.map(({ action, at }): Next => ({
        of: 'dispute',
        action,
        at: at.toISOString(),
        milestoneId,
        ...silenceOf(disputeProcess, status, action),
      })),
    );
  return [...ofDeal, ...ofDisputes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Parts without their milestones, in the order in which money goes through the places. */
function presentParts(parts: readonly Part[], disputed: ReadonlySet<string>): Shown['parts'] {
  const isFrozen = ({ place, milestoneId }: Part): boolean =>
    place === 'quarantine' || (place === 'escrow' && milestoneId !== null && disputed.has(milestoneId));
  const merged = addUp(
    parts.map((part) => ({
      place: part.place,
      holder: part.holder,
      frozen: isFrozen(part),
      asset: part.asset,
      amountBase: part.amountBase,
    })),
  );
  return merged
    .sort((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place))
    .map(({ asset, amountBase, ...rest }) => ({ ...rest, money: toMoney(amountBase, asset) }));
}

export function presentDealMoney(view: DealMoneyView): Shown {
  const { state, parts, cases } = view;
  const disputed = new Set(
    state.milestones.filter(({ status }) => status === 'disputed').map(({ id }) => id),
  );
  const live = cases.filter((one) => one.live);
  return {
    requestId: state.requestId,
    contractId: state.contractId,
    viewerRole: view.viewerRole,
    status: state.status,
    asOf: view.asOf.toISOString(),
    cameIn: view.cameIn.map(({ source, asset, amountBase }) => ({
      source,
      money: toMoney(amountBase, asset),
    })),
    parts: presentParts(parts, disputed),
    milestones: state.milestones.map(({ id, title, status }) => {
      const funded = view.funded.find(({ milestoneId }) => milestoneId === id);
      return {
        id,
        title,
        status,
        cameIn: funded === undefined ? null : toMoney(funded.amountBase, funded.asset),
        parts: presentParts(
          parts.filter(({ milestoneId }) => milestoneId === id),
          disputed,
        ),
      };
    }),
    arriving: view.arriving.map(({ status, txid, asset, amountBase, postedBase, confirmations }) => ({
      status: status === 'quarantined' ? 'quarantined' : 'detected',
      txid,
      money: toMoney(amountBase - postedBase, asset),
      confirmations,
    })),
    next: presentNext(view),
    mayAct: {
      buyer: [...state.mayAct.buyer, ...live.flatMap(({ mayAct }) => mayAct.buyer)],
      seller: [...state.mayAct.seller, ...live.flatMap(({ mayAct }) => mayAct.seller)],
      mediator: live.some(({ mediatorId }) => mediatorId !== null),
    },
  };
}
