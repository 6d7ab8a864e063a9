import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { toMoney, toPrice } from '../../shared/money.ts';
import type { UserRef } from '../../shared/refs.ts';
import { findTransferable } from '../integration/index.ts';
import { explorerLink } from '../payment/index.ts';
import type {
  deskPayoutDetailSchema,
  deskPayoutSchema,
  getDeskSummary,
  getPayoutEvidence,
} from './desk.contract.ts';
import { dayLimitCents, type DeskPayout, type DeskPayoutDetail, type DeskSummary } from './desk.ts';
import { FAIL_VOTES_NEEDED } from './judge-payout.ts';
import { presentPayout } from './payout.presenter.ts';
import type { Vote } from './payout.repository.ts';
import type { PayoutEvidence } from './read-evidence.ts';

const nameOf = (names: ReadonlyMap<string, UserRef>, id: string): UserRef =>
  names.get(id) ?? { id, name: '' };

export function presentDeskPayout(
  { payout, names }: DeskPayout,
  viewerId: string,
): z.input<typeof deskPayoutSchema> {
  return {
    payout: presentPayout(payout, viewerId),
    owner: nameOf(names, payout.userId),
    value: payout.valueCents === null ? null : toPrice(BigInt(payout.valueCents)),
    since: (payout.history.at(-1)?.at ?? payout.createdAt).toISOString(),
    isStuck: payout.stuckAt !== null && payout.stuckAt <= now(),
    reason: payout.reason,
  };
}

export function presentDeskPayoutDetail(
  detail: DeskPayoutDetail,
  viewerId: string,
): z.input<typeof deskPayoutDetailSchema> {
  const { payout, names } = detail;
  const votes = (given: readonly Vote[]) =>
    given.map(({ adminId, note, at }) => ({ admin: nameOf(names, adminId), note, at: at.toISOString() }));
  return {
    ...presentDeskPayout(detail, viewerId),
    approvals: votes(payout.approvals),
    failVotes: votes(payout.failVotes),
    failVotesNeeded: FAIL_VOTES_NEEDED,
    networkFee: payout.networkFee && toMoney(payout.networkFee.base, payout.networkFee.asset),
    notes: payout.notes.map(({ kind, text, adminId, at }) => ({
      kind,
      text,
      admin: adminId === null ? null : nameOf(names, adminId),
      at: at.toISOString(),
    })),
    replacedBy: detail.replacedBy,
    abilities: [...detail.abilities],
  };
}

export const presentSummary = (summary: DeskSummary): z.input<(typeof getDeskSummary)['output']> => ({
  counts: summary.counts.map(({ status, count, oldestAt }) => ({
    status,
    count,
    oldestAt: oldestAt.toISOString(),
  })),
  stuck: summary.stuck,
  day: { sent: toPrice(BigInt(summary.sentTodayCents)), limit: toPrice(BigInt(dayLimitCents())) },
  earned: summary.earned.map(({ asset, base }) => toMoney(base, asset)),
  gasCoins: [...summary.gasCoins],
});

export const presentEvidence = (evidence: PayoutEvidence): z.input<(typeof getPayoutEvidence)['output']> => ({
  readAt: now().toISOString(),
  gateway: evidence.gateway,
  chain: { ...evidence.chain, gatewayWallets: [...evidence.chain.gatewayWallets] },
  candidates: evidence.candidates.map((candidate) => ({
    txid: candidate.txid,
    explorerUrl: explorerLink(findTransferable(evidence.payout.asset), candidate.txid),
    from: candidate.from,
    money: toMoney(candidate.amountBase, evidence.payout.asset),
    confirmations: candidate.confirmations,
    isFromGateway: candidate.isFromGateway,
    isRightAmount: candidate.isRightAmount,
    pays: candidate.pays,
  })),
});
