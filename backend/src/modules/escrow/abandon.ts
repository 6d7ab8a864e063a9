import type { ClientSession } from 'mongoose';
import { crashAround } from '../../platform/crash-point.ts';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { closeOffers, expiryOf, loadOffer, transitionOffer } from '../marketplace/index.ts';
import { loadOwnDeal, takeStep, type Deal } from './escrow.deal.ts';
import type { ContractDocument } from './escrow.model.ts';

/**
 * What escrow needs to know of payments. Payment stands above escrow and plugs itself in, so that receipts of
 * a contract that ends unpaid are owed back in the very transaction that ends it.
 */
export interface ReceiptsPort {
  readonly oweRefund: (
    tx: ClientSession,
    contract: { readonly id: string; readonly requestId: string; readonly buyerId: string },
    by: 'buyer' | 'timer',
  ) => Promise<void>;
  /** Whether a payment was seen and waits for confirmations. */
  readonly isConfirming: (tx: ClientSession | null, contractId: string) => Promise<boolean>;
  /** Id of the newest payment of a contract. */
  readonly newestPaymentId: (contractId: string) => Promise<string | null>;
}

let receipts: ReceiptsPort | null = null;

export function setReceiptsPort(port: ReceiptsPort): void {
  receipts = port;
}

export function receiptsPort(): ReceiptsPort {
  if (receipts === null) throw new Error('the receipts port was not set by the composition root');
  return receipts;
}

const asReceiver = (contract: ContractDocument) => ({
  id: contract._id.toString(),
  requestId: contract.requestId.toString(),
  buyerId: contract.buyerId.toString(),
});

/** The buyer gives up before the deal is paid; every offer is closed and what has come in is owed back. */
export async function abandonDeal(input: { requestId: string }, actor: Actor): Promise<void> {
  await inTransaction(async (tx) => {
    const deal = await loadOwnDeal(tx, input.requestId, actor);
    await takeStep(tx, deal, {
      action: 'abandon',
      by: deal.role,
      actorId: actor.id,
      change: { active: false },
      deadlines: [],
    });
    await closeOffers(tx, deal.request.id, 'buyer');
    await receiptsPort().oweRefund(tx, asReceiver(deal.contract), 'buyer');
    crashAround(tx, 'abandon');
  });
}

/** Not paid in time: the request is open again with its offers, and what has come in is owed back. */
export async function endUnpaid(tx: ClientSession, deal: Deal): Promise<void> {
  const { contract, request } = deal;
  await takeStep(tx, deal, {
    action: 'paymentTimedOut',
    by: 'timer',
    actorId: null,
    change: { active: false },
    set: { activeContractId: null, acceptedOfferId: null, sellerId: null },
    deadlines: [expiryOf(request)],
  });
  const offer = await loadOffer(tx, contract.offerId.toString());
  const reopened = await transitionOffer(tx, { offer, action: 'reopen', by: 'timer', actorId: null });
  await emitLater(tx, {
    name: 'offer:reopened',
    ids: { requestId: request.id, offerId: reopened.id },
    addressees: [request.buyerId, offer.sellerId],
  });
  await receiptsPort().oweRefund(tx, asReceiver(contract), 'timer');
  crashAround(tx, 'abandon');
}
