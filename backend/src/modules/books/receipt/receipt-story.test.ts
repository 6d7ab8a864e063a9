import { beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import {
  caseIn,
  deskPeople,
  atDesk,
  decision,
  partyDoes,
  proposalOf,
  readDispute,
  setDisputeStage,
  stage,
  sum,
} from '../../../testing/dispute-stage.ts';
import { ASSET, dealPath } from '../../../testing/escrow-stage.ts';
import { expectData } from '../../../testing/expect-envelope.ts';
import { cancelPart, dealInParts, doesPart } from '../../../testing/milestone-stage.ts';
import type { WaitingDeal } from '../../../testing/paid-deals.ts';
import * as contract from './receipt.contract.ts';
import { verifyReceipt } from './verify-receipt.mjs';

/** What a receipt tells of milestones and disputes, beyond the deal as a whole. */
beforeAll(() => setDisputeStage());

type ReceiptFile = z.output<(typeof contract.getReceipt)['output']>;

const receiptOf = async (deal: WaitingDeal): Promise<ReceiptFile> =>
  expectData(
    await stage()
      .api.get(`${dealPath(deal)}/receipt`)
      .set(deal.buyer.auth),
    contract.getReceipt,
  );
const keys = async () =>
  expectData(await stage().api.get('/api/books/receipt-keys'), contract.listReceiptKeys);

const disputeSteps = ({ receipt }: ReceiptFile) =>
  receipt.entries.flatMap((entry) => (entry.kind === 'dispute' ? [entry.data] : []));

it('says of every step which of several milestones it was about', async () => {
  const deal = await dealInParts();
  await doesPart(deal, 'deliver', 2, deal.seller);
  await doesPart(deal, 'approve', 2, deal.buyer);
  for (const number of [1, 3]) await cancelPart(deal, number);
  const { receipt } = await receiptOf(deal);
  const told = receipt.entries.flatMap(({ kind, data }) =>
    kind === 'step' && 'milestone' in data ? [`${data.action} ${data.milestone?.title ?? ''}`] : [],
  );
  expect(told).toEqual([
    'deliver The drawing',
    'approve The drawing',
    'proposeCancel Sketches',
    'agreeCancel Sketches',
    'proposeCancel Files',
    'agreeCancel Files',
  ]);
});

describe('of a dispute', () => {
  it('it tells each step, what it was about, how it ended and on which evidence', async () => {
    const at = await caseIn('appealed');
    await partyDoes(at, 'evidence', at.buyer, { evidence: { kind: 'message', text: 'See the third file.' } });
    const { second } = deskPeople();
    expect((await atDesk(at, 'appeal-decision', second, decision(sum(7)))).status).toBe(200);
    const file = await receiptOf(at);
    const { evidenceCount, evidenceHead } = await readDispute(at);
    const steps = disputeSteps(file);
    expect(steps.map(({ action, by }) => `${action} ${by}`)).toEqual([
      'notify buyer',
      'respond seller',
      'negotiationEnded timer',
      'assign mediator',
      'propose mediator',
      'declineProposal seller',
      'rule mediator',
      'appeal seller',
      'assign mediator',
      'decideAppeal mediator',
    ]);
    expect(steps[0]).toMatchObject({ disputeId: at.disputeId, reason: expect.any(String) });
    expect(steps.at(-1)).toMatchObject({
      status: 'final',
      outcome: { how: 'appeal', asset: ASSET, buyerGets: '7' },
      evidence: { pieces: evidenceCount, head: evidenceHead },
    });
    expect(evidenceCount).toBeGreaterThan(2);
    expect((await verifyReceipt(file, await keys())).entries).toBe(file.receipt.entries.length);

    const last = file.receipt.entries.findIndex(({ kind, data }) => kind === 'dispute' && 'outcome' in data);
    const forged = structuredClone(file);
    Object.assign(forged.receipt.entries[last]?.data ?? {}, {
      evidence: { pieces: evidenceCount, head: '0'.repeat(64) },
    });
    await expect(verifyReceipt(forged, await keys())).rejects.toMatchObject({ entry: last });
  });

  it('it says nothing of sealed sums and of what the desk has noted', async () => {
    const at = await caseIn('proposed');
    await partyDoes(at, 'sealed-split', at.buyer, { least: sum(99_999_123) });
    const { mediator } = deskPeople();
    await atDesk(at, 'notes', mediator, { text: 'A note for the desk alone.' });
    for (const party of [at.buyer, at.seller])
      await partyDoes(at, 'proposal/accept', party, await proposalOf(at));
    const file = await receiptOf(at);
    expect(disputeSteps(file).at(-1)).toMatchObject({ action: 'settle', outcome: { how: 'proposal' } });
    const text = JSON.stringify(file);
    for (const secret of ['99999123', 'A note for the desk', 'sealSplit', 'addNote'])
      expect(text).not.toContain(secret);
  });
});
