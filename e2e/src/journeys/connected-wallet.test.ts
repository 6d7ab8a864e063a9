import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../lib/api.ts';
import { BrowserWallet } from '../lib/browser-wallet.ts';
import { launchBrowser } from '../lib/browser.ts';
import { tokenBalance } from '../lib/chain.ts';
import { readPayment, unpaidDeal } from '../lib/payments.ts';
import { newPerson } from '../lib/people.ts';
import { sendCoins } from '../lib/sandbox.ts';
import { until } from '../lib/wait.ts';
import {
  ELSEWHERE,
  openPayPage,
  PRICE_BASE,
  PRICE_CENTS,
  proveWallet,
  SOME_ETHER,
  walletStep as step,
} from '../pages/wallet-flow.ts';

let browser: Browser;
let buyer: ApiClient;
let seller: ApiClient;
before(async () => {
  browser = await launchBrowser();
  [buyer, seller] = await Promise.all([newPerson('Wallet Buyer', 'en'), newPerson('Wallet Seller', 'en')]);
});
after(() => browser.close());

/** The pay page in a browser that has the wallet, whose owner has just pressed "connect". */
async function openConnected(wallet: BrowserWallet, requestId: string): Promise<Page> {
  const page = await openPayPage(browser, buyer, requestId, {
    prepare: (context) => wallet.installIn(context),
  });
  await page.getByRole('button', { name: `Connect ${wallet.name}` }).click();
  await page.getByTestId('wallet-account').waitFor();
  return page;
}

describe('paying from a connected wallet', () => {
  it('sends exactly what is missing, once, after the network is right', async () => {
    const { requestId, payment } = await unpaidDeal(buyer, seller, PRICE_CENTS);
    const { address, asset } = payment;
    const wallet = new BrowserWallet(ELSEWHERE);
    await sendCoins(wallet.address, 'ETH', SOME_ETHER);
    const page = await openConnected(wallet, requestId);

    await step(page, 'wrongNetwork');
    assert.equal(await page.getByTestId('wallet-send').count(), 0);
    await page.getByTestId('wallet-switch').click();
    // There are no tokens in it yet; the page notices by itself when they come.
    await step(page, 'tooLittle');
    assert.equal(wallet.chainId, asset.chainId);
    await sendCoins(wallet.address, 'ETH-USDT', PRICE_BASE + 5_000_000n);
    await step(page, 'ready');

    wallet.nextTransfer = 'reject';
    await page.getByTestId('wallet-send').click();
    await page.getByText('You declined it in your wallet').waitFor();
    assert.deepEqual(wallet.sent, []);

    wallet.nextTransfer = 'confirm';
    await page.evaluate(() => {
      Object.assign(window, { sameDocument: true });
    });
    await page.getByTestId('wallet-send').dblclick();
    await page.getByText('The money is in escrow').waitFor({ timeout: 60_000 });
    assert.equal(await page.evaluate(() => 'sameDocument' in window), true);

    assert.equal(wallet.sent.length, 1);
    assert.equal(wallet.timesAsked('eth_sendTransaction'), 2);
    assert.equal(await tokenBalance(asset.contract, address), PRICE_BASE);
    assert.equal(await tokenBalance(asset.contract, wallet.address), 5_000_000n);
    const paid = await readPayment(buyer, payment.id);
    assert.equal(paid.status, 'completed');
    await page.context().close();
  });

  it('does not invite a second transfer after a reload', async () => {
    const { requestId, payment } = await unpaidDeal(buyer, seller, PRICE_CENTS);
    const wallet = new BrowserWallet(payment.asset.chainId);
    await sendCoins(wallet.address, 'ETH', SOME_ETHER);
    await sendCoins(wallet.address, 'ETH-USDT', PRICE_BASE);
    const page = await openConnected(wallet, requestId);
    await step(page, 'ready');
    wallet.nextTransfer = 'leaveOpen';
    await page.getByTestId('wallet-send').click();
    await step(page, 'waiting');
    await until('the wallet is asked', () =>
      Promise.resolve(wallet.timesAsked('eth_sendTransaction') === 1 ? true : undefined),
    );

    await page.reload();
    await page.getByTestId('transfer-sent').waitFor();
    assert.equal(await page.getByTestId('pay-address').count(), 0);
    assert.equal(await page.getByTestId('wallet-open').count(), 0);

    // Only after its owner has looked into the wallet may it be asked again.
    await page.getByRole('button', { name: 'It was not sent' }).click();
    await page.getByRole('button', { name: 'Nothing was sent' }).click();
    await page.getByTestId('pay-address').waitFor();
    await page.context().close();
  });

  it('is proven as the buyer’s, and pays though the browser is closed right after sending', async () => {
    const { requestId, payment } = await unpaidDeal(buyer, seller, PRICE_CENTS);
    const wallet = new BrowserWallet(payment.asset.chainId);
    await sendCoins(wallet.address, 'ETH', SOME_ETHER);
    await sendCoins(wallet.address, 'ETH-USDT', PRICE_BASE);
    const page = await openConnected(wallet, requestId);
    await step(page, 'ready');
    await proveWallet(page, buyer, wallet.address);

    await page.getByTestId('wallet-send').click();
    await until('the wallet has sent it', () => Promise.resolve(wallet.sent.length === 1 ? true : undefined));
    await page.context().close();
    await until(
      'the deal is funded without the page',
      async () => {
        const { status } = await readPayment(buyer, payment.id);
        return status === 'completed' ? true : undefined;
      },
      60_000,
    );
  });
});
