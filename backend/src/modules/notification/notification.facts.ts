import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import type { PublishedEvent } from '../../platform/outbox.ts';
import { getActiveContract, type ContractRecord } from '../escrow/index.ts';
import {
  areBidsSealed,
  currentRevision,
  loadOffer,
  loadRequest,
  type DeadlineAction,
  type RequestRecord,
} from '../marketplace/index.ts';
import { getUserRefs } from '../user/index.ts';
import { centsToText } from './notification.amounts.ts';
import type { NotificationParams } from './notification.contract.ts';
import type { AmountSource, Role } from './notification.rules.ts';

/** What a text needs to know, gathered through the front doors of the modules that know it. */
export interface RequestFacts {
  readonly request: RequestRecord;
  readonly roleOf: (userId: string) => Role;
  /** When a deadline of the request is over, if it has such a one. */
  readonly until: (action: DeadlineAction | undefined) => Pick<NotificationParams, 'until'>;
  readonly paramsFor: (userId: string, source: AmountSource) => NotificationParams;
}

interface Sums {
  readonly offer: number | null;
  readonly price: number | null;
  readonly sellerGets: number | null;
  readonly buyerPays: number | null;
}

/** The milestone that an event is about, where the deal has several; its sums are meant then. */
const partIn = (
  contract: ContractRecord | null,
  { ids }: PublishedEvent,
): ContractRecord['milestones'][number] | null =>
  contract === null || contract.milestones.length === 1
    ? null
    : (contract.milestones.find(({ id }) => id === ids['milestoneId']) ?? null);

async function sumsOf(
  tx: ClientSession,
  contract: Pick<ContractRecord, 'priceCents' | 'buyerFeeCents' | 'sellerFeeCents'> | null,
  offerId: string | undefined,
): Promise<Sums> {
  const offer = offerId === undefined ? null : await loadOffer(tx, offerId);
  return {
    offer: offer === null ? null : currentRevision(offer).terms.priceCents,
    price: contract?.priceCents ?? null,
    sellerGets: contract === null ? null : contract.priceCents - contract.sellerFeeCents,
    buyerPays: contract === null ? null : contract.priceCents + contract.buyerFeeCents,
  };
}

export async function factsOfRequest(
  tx: ClientSession,
  requestId: string,
  event: PublishedEvent,
): Promise<RequestFacts> {
  const request = await loadRequest(tx, requestId);
  const sellers = event.addressees.filter((id) => id !== request.buyerId);
  const contract = await getActiveContract(tx, request.id);
  const part = partIn(contract, event);
  const sums = await sumsOf(tx, part ?? contract, event.ids['offerId']);
  const names = await getUserRefs(
    [request.buyerId, ...sellers, ...(request.sellerId ? [request.sellerId] : [])],
    tx,
  );
  const roleOf = (userId: string): Role => (userId === request.buyerId ? 'buyer' : 'seller');
  return {
    request,
    roleOf,
    until: (action) => {
      const deadline = request.deadlines.find(
        (candidate) => candidate.action === action && (part === null || candidate.milestoneId === part.id),
      );
      return deadline ? { until: deadline.at.toISOString() } : {};
    },
    paramsFor: (userId, source) => {
      const otherId = roleOf(userId) === 'seller' ? request.buyerId : (sellers[0] ?? request.sellerId);
      const counterparty = otherId === null ? undefined : names.get(otherId)?.name;
      // A sealed bid is not the buyer's to know before its deadline; a mail would give it away.
      const hidden = source === 'offer' && roleOf(userId) === 'buyer' && areBidsSealed(request, now());
      const cents = source === 'none' || hidden ? null : sums[source];
      return {
        title: part === null ? request.title : `${request.title} · ${part.title}`,
        role: roleOf(userId),
        ...(counterparty === undefined ? {} : { counterparty }),
        ...(cents === null ? {} : { amount: centsToText(cents), asset: 'USD' }),
      };
    },
  };
}
