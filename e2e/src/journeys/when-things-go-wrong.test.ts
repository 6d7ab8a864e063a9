import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { ApiClient } from '../lib/api.ts';
import { launchBrowser } from '../lib/browser.ts';
import { fundedDeal, publishRequest, submitOffer } from '../lib/deals.ts';
import { PASSWORD, newPerson } from '../lib/people.ts';
import { Person, play } from '../lib/person.ts';
import { signIn, signInAt } from '../pages/account.ts';
import { dealShows, decline, startWork } from '../pages/deal.ts';
import { acceptOffer, offerOf } from '../pages/offers.ts';
import { balanceShows } from '../pages/wallet.ts';

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** A buyer who reads English and a seller who reads Persian, each known to the API as well. */
async function twoPeople() {
  const [buyerApi, sellerApi] = await Promise.all([
    newPerson('Ada Journey', 'en'),
    newPerson('نیکی سفر', 'fa'),
  ]);
  const [buyer, seller] = await Promise.all([
    Person.sitDown(browser, { language: 'en', email: buyerApi.email }),
    Person.sitDown(browser, { language: 'fa', email: sellerApi.email }),
  ]);
  return { buyer, seller, buyerApi, sellerApi };
}

describe('when things go another way', () => {
  it('gives the buyer the money back in front of their eyes when the seller declines', async () => {
    const { buyer, seller, buyerApi, sellerApi } = await twoPeople();
    await play([buyer, seller], async () => {
      const requestId = await fundedDeal(buyerApi, sellerApi, 12_000);
      await Promise.all([signInAt(buyer, '/wallet'), signInAt(seller, `/deals/${requestId}`)]);
      await balanceShows(buyer, 'ETH-USDT', '0');
      const { loads } = buyer;
      await decline(seller);
      await balanceShows(buyer, 'ETH-USDT', '120');
      await dealShows(seller, 'refunded');
      assert.equal(buyer.loads, loads);
    });
  });

  it('says that it is offline, and catches up by itself with what was missed', async () => {
    const { buyer, seller, buyerApi, sellerApi } = await twoPeople();
    await play([buyer, seller], async () => {
      const requestId = await fundedDeal(buyerApi, sellerApi, 12_000);
      await Promise.all([signInAt(buyer, `/deals/${requestId}`), signInAt(seller, `/deals/${requestId}`)]);
      await dealShows(buyer, 'funded');
      const { loads } = buyer;
      const banner = buyer.page.getByText('You are offline. What you see may be out of date.');
      buyer.expectFaults(/ERR_INTERNET_DISCONNECTED/);
      await buyer.setOffline(true);
      await banner.waitFor();
      await startWork(seller);
      await dealShows(seller, 'in_delivery');
      await dealShows(buyer, 'funded');
      await buyer.setOffline(false);
      await banner.waitFor({ state: 'detached' });
      await dealShows(buyer, 'in_delivery');
      assert.equal(buyer.loads, loads);
    });
  });

  it('tells a buyer who accepts too late that the offer is gone, and shows how things are', async () => {
    const { buyer, seller, buyerApi, sellerApi } = await twoPeople();
    await play([buyer, seller], async () => {
      const requestId = await publishRequest(buyerApi, 'An offer that goes away');
      const offerId = await submitOffer(sellerApi, requestId, 12_000);
      await signInAt(buyer, `/requests/${requestId}/offers`);
      buyer.expectFaults(/status of 409/);
      // The offer is withdrawn while the acceptance is on its way.
      await buyer.page.route('**/api/escrow/deals', async (route) => {
        await sellerApi.post(`/api/marketplace/offers/${offerId}/withdraw`, undefined, z.unknown());
        await route.continue();
      });
      await acceptOffer(buyer, 'نیکی سفر');
      const dialog = buyer.page.getByRole('dialog');
      await dialog.getByRole('alert').waitFor();
      await offerOf(buyer, 'نیکی سفر').and(buyer.page.locator('[data-status="withdrawn"]')).waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await buyer.page.getByRole('button', { name: 'Accept' }).count(), 0);
    });
  });

  it('asks somebody whose session has ended to sign in, and brings them back', async () => {
    const { buyer, seller } = await twoPeople();
    await play([buyer, seller], async () => {
      await signInAt(buyer, '/wallet/withdraw');
      buyer.expectFaults(/status of 401/);
      // A password that is changed elsewhere ends all other sessions.
      const elsewhere = await ApiClient.signIn(buyer.email, PASSWORD);
      const newPassword = `${PASSWORD}, and longer`;
      await elsewhere.post('/api/auth/password', { currentPassword: PASSWORD, newPassword }, z.unknown());
      await buyer.page.getByText('Sign in to see this page').waitFor({ timeout: 30_000 });
      await buyer.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
      await buyer.isAt('/sign-in');
      await signIn(buyer, newPassword);
      await buyer.isAt('/wallet/withdraw');
      await buyer.page.getByRole('heading', { name: 'Withdraw' }).waitFor();
    });
  });
});
