import { describe, expect, it } from '@jest/globals';
import {
  disputeProcess,
  DISPUTE_ACTIONS,
  DISPUTE_STATUSES,
  isLive,
} from '../modules/dispute/dispute.process.ts';
import { milestoneProcess } from '../modules/escrow/milestone.process.ts';
import { POSTING_EVENTS } from '../modules/ledger/ledger.posting.ts';
import { WITHDRAWABLE_KINDS } from '../modules/ledger/ledger.accounts.ts';
import { purchaseRequestProcess, REQUEST_ACTIONS } from '../modules/marketplace/purchase-request.process.ts';
import { OFFER_ACTIONS, sellerOfferProcess } from '../modules/marketplace/seller-offer.process.ts';
import {
  assertWay,
  DEPOSIT_ACTIONS,
  DEPOSIT_STATUSES,
  depositProcess,
  isDecided,
  RESOLUTION_OUTCOMES,
} from '../modules/payment/deposit.process.ts';
import { PAYMENT_ACTIONS, paymentProcess } from '../modules/payment/payment.process.ts';
import { AUTO_ACTIONS, autoPayoutProcess } from '../modules/payout/auto-payout.process.ts';
import {
  OWN_SOURCES,
  PAYOUT_ACTIONS,
  PAYOUT_SOURCES,
  payoutProcess,
} from '../modules/payout/payout.process.ts';
import { REFUND_ACTIONS, refundProcess } from '../modules/payout/refund.process.ts';
import {
  REPLACEMENT_ACTIONS,
  replacementProcess,
} from '../modules/wallet/payout-address/replacement.process.ts';
import { targetsOf, timersOf, type Process } from '../shared/process.ts';
import { processes } from './processes.ts';

/** Rules of money that hold over all tables, whatever a row says. */

type Table = Process<string, string>;
const rowsFrom = (process: Table, status: string) =>
  process.transitions.filter(({ from, alsoFrom = [] }) => from.includes(status) || alsoFrom.includes(status));

describe.each(processes.map((process): [string, Table] => [process.name, process]))(
  '%s',
  (_name, process) => {
    it('posts only what the ledger knows', () => {
      const known: readonly string[] = POSTING_EVENTS;
      expect(
        process.transitions.filter(({ posting }) => posting !== undefined && !known.includes(posting)),
      ).toEqual([]);
    });

    it('tells of events that are named as all are', () => {
      for (const { events, partEvents = [] } of process.transitions) {
        for (const event of [...events, ...partEvents]) expect(event).toMatch(/^[a-z]+:[a-z]+(-[a-z]+)*$/);
      }
    });

    it('never leads back to where a row begins under the name of a change', () => {
      for (const row of process.transitions) {
        const stays = row.from.filter((from) => targetsOf(row).includes(from));
        // A second reorg freezes what is frozen; an offer is revised again; a dispute opens on another part.
        if (stays.length > 0)
          expect(['freeze', 'revise', 'counter', 'dispute', 'requestChanges']).toContain(row.action);
      }
    });
  },
);

it.each<[string, Table, readonly string[]]>([
  ['PurchaseRequest', purchaseRequestProcess, REQUEST_ACTIONS],
  ['SellerOffer', sellerOfferProcess, OFFER_ACTIONS],
  ['Payment', paymentProcess, PAYMENT_ACTIONS],
  ['Deposit', depositProcess, DEPOSIT_ACTIONS],
  ['Payout', payoutProcess, PAYOUT_ACTIONS],
  ['Refund', refundProcess, REFUND_ACTIONS],
  ['AutoPayout', autoPayoutProcess, AUTO_ACTIONS],
  ['Dispute', disputeProcess, DISPUTE_ACTIONS],
  ['PayoutAddressReplacement', replacementProcess, REPLACEMENT_ACTIONS],
])('every action of %s has a row, and every row an action', (_name, process, actions) => {
  expect([...new Set(process.transitions.map(({ action }) => action))].sort()).toEqual([...actions].sort());
});

describe('money', () => {
  it('leaves escrow out of a dispute by its outcome only', () => {
    const paying = ['release', 'refund', 'split'];
    for (const process of [purchaseRequestProcess, milestoneProcess] as Table[]) {
      const out = process.transitions.filter(
        ({ from, posting }) => from.includes('disputed') && posting !== undefined && paying.includes(posting),
      );
      expect(out.map(({ action }) => action)).toEqual(['resolve']);
    }
  });

  it('is divided by a dispute when it is settled or final, and not before', () => {
    const posting = disputeProcess.transitions.filter((row) => row.posting !== undefined);
    expect(new Set(posting.map(({ to }) => to))).toEqual(new Set(['settled', 'final']));
    const ending = disputeProcess.transitions.filter(({ to }) => to === 'settled' || to === 'final');
    expect(ending.every((row) => row.posting === 'split')).toBe(true);
  });

  it('is never stuck in a dispute: whatever is open has a timer', () => {
    for (const status of disputeProcess.statuses) {
      const byTimer = rowsFrom(disputeProcess, status).some(({ by }) => by.includes('timer'));
      expect([status, byTimer]).toEqual([status, isLive(status)]);
    }
    expect(DISPUTE_STATUSES.filter((status) => !isLive(status))).toEqual(['settled', 'final', 'withdrawn']);
    expect(timersOf(disputeProcess, 'proposed')).toEqual([{ action: 'rule', afterMs: 72 * 3_600_000 }]);
  });

  it('is sent by one worker once: nothing leads to `submitting` but from `approved`', () => {
    const sends = payoutProcess.transitions.filter((row) => targetsOf(row).includes('submitting'));
    expect(sends.map(({ action, from }) => [action, from])).toEqual([['submit', ['approved']]]);
  });

  it('that may have been sent is never called failed or sent again by a machine', () => {
    for (const status of ['submitting', 'submitted', 'unknown']) {
      for (const row of rowsFrom(payoutProcess, status)) {
        if (row.action === 'fail') expect([row.from, row.by]).toEqual([['unknown'], ['admin']]);
        else expect(['acknowledge', 'lose', 'find', 'confirm']).toContain(row.action);
      }
    }
  });

  it('taken back is money that has not been sent', () => {
    const back = payoutProcess.transitions.filter(({ posting }) => posting === 'payout_failed');
    expect(back.map(({ action, from }) => [action, from])).toEqual([
      ['cancel', ['requested', 'approved']],
      ['fail', ['unknown']],
    ]);
  });

  it('is paid out of what people can withdraw, and of what Amn has earned', () => {
    expect(OWN_SOURCES).toEqual(WITHDRAWABLE_KINDS);
    expect(PAYOUT_SOURCES).toEqual([...WITHDRAWABLE_KINDS, 'fee_revenue']);
  });

  it('funds a deal by the gateway, or by agreement of both about what has come', () => {
    const funding = paymentProcess.transitions.filter(({ to }) => to === 'completed');
    expect(funding.map(({ action, by }) => [action, by])).toEqual([
      ['complete', ['gateway']],
      ['agreeLess', ['buyer', 'seller']],
    ]);
    const funded = purchaseRequestProcess.transitions.filter(({ to }) => to === 'funded');
    expect(funded.map(({ action, by, posting }) => [action, by, posting])).toEqual([
      ['fund', ['gateway'], 'fund'],
    ]);
  });
});

describe('a milestone', () => {
  it('does what the whole can do as well, by the same people, and posts the same', () => {
    for (const row of milestoneProcess.transitions) {
      const whole = purchaseRequestProcess.transitions.find(({ action }) => action === row.action);
      expect(whole?.posting).toBe(row.posting);
      expect(whole?.by).toEqual(row.by);
      // Those who hear of it are named once, in the table of the whole.
      expect(row.events).toEqual([]);
    }
  });
});

describe('a deposit', () => {
  it('is decided for good by admins, and by nobody else', () => {
    expect(DEPOSIT_STATUSES.filter(isDecided)).toEqual(['owed', 'dismissed']);
    const decisions = depositProcess.transitions.filter(({ by }) => by.includes('admin'));
    expect(decisions.map(({ action }) => action).sort()).toEqual([...RESOLUTION_OUTCOMES].sort());
    expect(decisions.every(({ from, by }) => from.join() === 'quarantined' && by.join() === 'admin')).toBe(
      true,
    );
  });

  it('goes only where a row leads', () => {
    for (const from of DEPOSIT_STATUSES) {
      for (const to of DEPOSIT_STATUSES) {
        const leads = depositProcess.transitions.some(
          (row) => row.from.includes(from) && targetsOf(row).includes(to),
        );
        const go = () => {
          assertWay(from, to);
        };
        if (from === to || leads) expect(go).not.toThrow();
        else expect(go).toThrow(`from ${from} to ${to}`);
      }
    }
    expect(() => {
      assertWay('dismissed', 'confirmed');
    }).toThrow(Error);
  });
});
