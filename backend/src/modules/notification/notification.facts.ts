import type { ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import type { PublishedEvent } from '../../platform/outbox.ts';
import { getActiveContract, type ContractRecord } from '../escrow/index.ts';
import {
  answererOf,
  areBidsSealed,
  currentRevision,
  loadOffer,
  loadRequest,
  type OfferRecord,
  type RequestRecord,
} from '../marketplace/index.ts';
import { getUserRefs } from '../user/index.ts';
import { centsToText } from './notification.amounts.ts';
import type { NotificationParams } from './notification.contract.ts';
import type { AmountSource, RequestUntil, Role } from './notification.rules.ts';

/** What a text needs to know, gathered through the front doors of the modules that know it. */
export interface RequestFacts {
  readonly request: RequestRecord;
  readonly roleOf: (userId: string) => Role;
  /** When a deadline that somebody is reminded of is over; null when it is, or when it is nothing to them any more. */
  readonly endFor: (userId: string, until: RequestUntil) => Date | null;
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

function sumsOf(
  contract: Pick<ContractRecord, 'priceCents' | 'buyerFeeCents' | 'sellerFeeCents'> | null,
  offer: OfferRecord | null,
): Sums {
  return {
    offer: offer === null ? null : currentRevision(offer).terms.priceCents,
    price: contract?.priceCents ?? null,
    sellerGets: contract === null ? null : contract.priceCents - contract.sellerFeeCents,
    buyerPays: contract === null ? null : contract.priceCents + contract.buyerFeeCents,
  };
}

/** The deadlines that an event is about: its milestone's, where the deal has several. */
function endsOf(
  request: RequestRecord,
  offer: OfferRecord | null,
  partId: string | null,
): RequestFacts['endFor'] {
  const running = request.deadlines
    .filter(({ at, milestoneId }) => at > now() && (partId === null || milestoneId === partId))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return (userId, until) => {
    const isAsked = request.answerFrom === (userId === request.buyerId ? 'buyer' : 'seller');
    if (until === 'next' && !isAsked) return null;
    if (until === 'offer') return offer && answererOf(offer) === userId ? offer.expiresAt : null;
    return running.find(({ action }) => until === 'next' || action === until)?.at ?? null;
  };
}

export async function factsOfRequest(
  tx: ClientSession,
  requestId: string,
  event: PublishedEvent,
): Promise<RequestFacts> {
  const request = await loadRequest(tx, requestId);
  const { offerId } = event.ids;
  const offer = offerId === undefined ? null : await loadOffer(tx, offerId);
  const sellers = offer === null ? event.addressees.filter((id) => id !== request.buyerId) : [offer.sellerId];
  const contract = await getActiveContract(tx, request.id);
  const part = partIn(contract, event);
  const sums = sumsOf(part ?? contract, offer);
  const names = await getUserRefs(
    [request.buyerId, ...sellers, ...(request.sellerId ? [request.sellerId] : [])],
    tx,
  );
  const roleOf = (userId: string): Role => (userId === request.buyerId ? 'buyer' : 'seller');
  return {
    request,
    roleOf,
    endFor: endsOf(request, offer, part?.id ?? null),
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
