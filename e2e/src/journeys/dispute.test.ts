import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { assertBooksBalance } from '../lib/books.ts';
import { launchBrowser } from '../lib/browser.ts';
import { fundedDeal } from '../lib/deals.ts';
import { newPerson } from '../lib/people.ts';
import { Person, play } from '../lib/person.ts';
import { signInAt } from '../pages/account.ts';
import { dealShows } from '../pages/deal.ts';
import { disputeShows, evidenceIsUnbroken, openDispute, outcomeOf, respond, seal } from '../pages/dispute.ts';
import { balanceShows } from '../pages/wallet.ts';

const USDT = 'ETH-USDT';
const disputeSchema = z.object({
  outcome: z.object({
    how: z.string(),
    division: z.object({ sellerGets: z.object({ amount: z.string() }) }),
  }),
});

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

describe('a dispute, in two browsers', () => {
  it('is opened, answered, and settled in the middle of two sealed sums, on both screens by itself', async () => {
    const [buyerApi, sellerApi] = await Promise.all([
      newPerson('Ada Dispute', 'en'),
      newPerson('نیکی اختلاف', 'fa'),
    ]);
    const requestId = await fundedDeal(buyerApi, sellerApi, 12_000);
    const [buyer, seller] = await Promise.all([
      Person.sitDown(browser, { language: 'en', email: buyerApi.email }),
      Person.sitDown(browser, { language: 'fa', email: sellerApi.email }),
    ]);
    await play([buyer, seller], async () => {
      await Promise.all([signInAt(buyer, `/deals/${requestId}`), signInAt(seller, `/deals/${requestId}`)]);
      const loads = { buyer: buyer.loads, seller: seller.loads };

      const statement = 'Two of the five files that we agreed on are missing.';
      const path = await openDispute(buyer, requestId, statement);
      await disputeShows(buyer, 'awaiting_response');
      await dealShows(seller, 'disputed');
      await respond(seller, path, 'هر پنج فایل را فرستاده‌ام؛ دو تای آن‌ها در یک بسته است.');
      await disputeShows(seller, 'negotiation');
      await disputeShows(buyer, 'negotiation');
      await evidenceIsUnbroken(buyer);
      await evidenceIsUnbroken(seller);

      // 40 back at the least, and 50 to be paid at the least: 30 of 120 are left, and halved.
      await seal(buyer, '40');
      await buyer.page.getByText('At least 40 USDT. Only you see this.').waitFor();
      await seller.page.getByText('چیزی نوشته است. کسی نمی‌بیند چه.').waitFor();
      assert.doesNotMatch(await seller.page.locator('main').innerText(), /(۴۰|40) USDT/);
      await seal(seller, '۵۰');
      await disputeShows(seller, 'settled');
      await disputeShows(buyer, 'settled');

      const { outcome } = await buyerApi.get(`/api/disputes/${path.split('/').at(-1) ?? ''}`, disputeSchema);
      assert.equal(outcome.how, 'sealed');
      const sellerGets = BigInt(outcome.division.sellerGets.amount);
      assert.ok(sellerGets > 60_000_000n && sellerGets <= 65_000_000n, 'the half less the fee');
      const shown = await outcomeOf(buyer);
      assert.equal(shown.buyer, '55 USDT');

      // Each part stands in its owner's balance, to be withdrawn at once.
      await Promise.all([buyer.follow('/wallet'), seller.follow('/wallet')]);
      await balanceShows(buyer, USDT, '55');
      await balanceShows(seller, USDT, new Intl.NumberFormat('fa').format(Number(sellerGets) / 1e6));
      assert.deepEqual({ buyer: buyer.loads, seller: seller.loads }, loads);

      await assertBooksBalance();
    });
  });
});
