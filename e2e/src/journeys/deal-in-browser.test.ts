import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { parseUnits } from 'viem';
import { z } from 'zod';
import { ApiClient } from '../lib/api.ts';
import { assertBooksBalance } from '../lib/books.ts';
import { launchBrowser } from '../lib/browser.ts';
import { sendTokens, tokenBalance } from '../lib/chain.ts';
import { submitOffer } from '../lib/deals.ts';
import { waitForMail } from '../lib/mail.ts';
import { PASSWORD, newPerson } from '../lib/people.ts';
import { Person, play } from '../lib/person.ts';
import { record } from '../lib/recorder.ts';
import { signUp } from '../pages/account.ts';
import { dealShows, deliver, downloadDelivered, release, startWork, turnShows } from '../pages/deal.ts';
import { acceptOffer, agreeToCounter, counterOffer, makeOffer, offerOf } from '../pages/offers.ts';
import { choosePayment, paymentShows } from '../pages/payment.ts';
import { answer, answerShows, ask, findRequest, postRequest } from '../pages/requests.ts';
import {
  balanceShows,
  beginStatementWithMonth,
  payoutShows,
  startOfPersianMonth,
  withdrawAllTo,
} from '../pages/wallet.ts';

const USDT = 'ETH-USDT';
const SELLER = 'نیکی سفر';
const QUESTION = 'فایل را با چه قالبی می‌خواهید؟';
const assetsSchema = z.object({
  items: z.array(z.object({ code: z.string(), contract: z.string(), decimals: z.number() })),
});

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

describe('a whole deal, in two browsers', () => {
  it('goes from the request to the withdrawal, and each side sees the other’s steps by itself', async () => {
    const title = `A logo for a small bakery ${randomUUID().slice(0, 8)}`;
    const [buyer, seller] = await Promise.all([
      Person.sitDown(browser, { language: 'en' }),
      Person.sitDown(browser, { language: 'fa' }),
    ]);
    await play([buyer, seller], async () => {
      const [other] = await Promise.all([
        newPerson('Autre vendeur', 'fr'),
        signUp(buyer, 'Ada Journey'),
        signUp(seller, SELLER),
      ]);

      const buyerApi = await ApiClient.signIn(buyer.email, PASSWORD);
      const loads = { buyer: buyer.loads, seller: seller.loads };
      const requestId = await postRequest(buyer, title);

      // The seller finds the request and asks; the buyer, who looks at it, answers at once.
      await findRequest(seller, title, requestId);
      await ask(seller, QUESTION);
      await answer(buyer, QUESTION, 'As an SVG, please.');
      await answerShows(seller, QUESTION, 'As an SVG, please.');

      // Two offers come while the buyer looks.
      await seller.follow(`/requests/${requestId}/offer`);
      await makeOffer(seller, {
        price: '۲۴۰',
        days: '۵',
        message: 'سه طرح می‌کشم و شما یکی را برمی‌گزینید.',
      });
      await buyer.follow(`/requests/${requestId}/offers`);
      await offerOf(buyer, SELLER).waitFor();
      await submitOffer(other, requestId, 25_000);
      await offerOf(buyer, 'Autre vendeur').waitFor();

      // A counter-offer, which the seller sees without a reload and agrees to.
      await counterOffer(buyer, SELLER, '200');
      await seller.page.getByRole('button', { name: 'موافقت', exact: true }).waitFor();
      await agreeToCounter(seller);
      await offerOf(buyer, SELLER).getByTestId('offer-price').filter({ hasText: '200' }).waitFor();
      await acceptOffer(buyer, SELLER);
      await buyer.isAt(`/deals/${requestId}/pay`);
      await seller.follow(`/deals/${requestId}`);
      await dealShows(seller, 'awaiting_payment');

      // Paid from a wallet outside the browser: what the page says, to the address it says.
      const { items } = await buyerApi.get('/api/payment/assets', assetsSchema);
      const usdt = items.find(({ code }) => code === USDT);
      assert.ok(usdt);
      const asked = await choosePayment(buyer, USDT);
      assert.equal(asked.amount, '200');
      const statuses = await record(buyer.page, { testId: 'payment-status', attribute: 'data-status' });
      const confirmations = await record(buyer.page, { testId: 'confirmations' });
      await sendTokens(usdt.contract, asked.address, parseUnits(asked.amount, usdt.decimals));
      await dealShows(seller, 'funded');
      await turnShows(seller, 'نوبت شما');
      await paymentShows(buyer, 'completed');
      await buyer.follow(`/deals/${requestId}`);
      await dealShows(buyer, 'funded');
      await turnShows(buyer, SELLER);
      const seen = await statuses();
      assert.equal(seen[0], 'pending');
      assert.equal(seen.at(-1), 'completed');
      assert.ok(seen.includes('detected') || seen.includes('confirming'), seen.join());
      assert.match((await confirmations()).join(), /[0-3] of 3 confirmations/);

      // Work, delivery with a file, and the release.
      await startWork(seller);
      await dealShows(buyer, 'in_delivery');
      await deliver(seller, requestId, {
        note: 'فایل نهایی پیوست است.',
        file: { name: 'logo.txt', text: 'a loaf, drawn in one line\n' },
      });
      await dealShows(buyer, 'delivered');
      assert.equal(await downloadDelivered(buyer, 'logo.txt'), 'a loaf, drawn in one line\n');
      const released = await release(buyer, requestId);
      assert.match(released.amount, /^195 USDT$/m);
      assert.match(released.terms, /195 USDT.*نیکی سفر/);
      await dealShows(buyer, 'completed');
      await dealShows(seller, 'completed');

      // The seller's money goes to a wallet that is empty so far.
      const wallet = privateKeyToAccount(generatePrivateKey()).address;
      await seller.follow('/wallet');
      await balanceShows(seller, USDT, '۱۹۵');
      await seller.follow('/wallet/withdraw');
      // The first try is refused: the API wants the password before it takes an address.
      seller.expectFaults(/status of 403.*\/payout\/addresses/);
      await withdrawAllTo(seller, wallet);
      await payoutShows(seller, 'confirmed');
      assert.equal(await tokenBalance(usdt.contract, wallet), 195_000_000n);

      // The statement begins with a day of the Persian calendar, and the API is asked for that very moment.
      await seller.follow('/wallet');
      await seller.follow('/wallet/statement');
      assert.equal(await beginStatementWithMonth(seller), startOfPersianMonth().toISOString());

      // Neither browser has loaded anything anew, and each was told by the bell and by mail.
      assert.deepEqual({ buyer: buyer.loads, seller: seller.loads }, loads);
      await buyer.page
        .getByRole('link', { name: /unread notifications/ })
        .first()
        .waitFor();
      await seller.page
        .getByRole('link', { name: /اعلان نخوانده/ })
        .first()
        .waitFor();
      await waitForMail(seller.email, ({ text }) => text.includes(title));
      await waitForMail(buyer.email, ({ text }) => text.includes(title));

      await assertBooksBalance();
    });
  });
});
