import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../lib/api.ts';
import { launchBrowser } from '../lib/browser.ts';
import { tokenBalance } from '../lib/chain.ts';
import { readPayment, unpaidDeal } from '../lib/payments.ts';
import { newPerson } from '../lib/people.ts';
import { PhoneWallet, untilConnected } from '../lib/phone-wallet.ts';
import { sendCoins } from '../lib/sandbox.ts';
import {
  ELSEWHERE,
  openPayPage,
  PRICE_BASE,
  PRICE_CENTS,
  proveWallet,
  SOME_ETHER,
  walletStep as step,
} from '../pages/wallet-flow.ts';

const phones: PhoneWallet[] = [];
let browser: Browser;
let buyer: ApiClient;
let seller: ApiClient;
before(async () => {
  browser = await launchBrowser();
  [buyer, seller] = await Promise.all([newPerson('Phone Buyer', 'en'), newPerson('Phone Seller', 'en')]);
});
after(async () => {
  await Promise.all([browser.close(), ...phones.map((phone) => phone.switchOff())]);
});

async function switchedOnPhone(chainId: number): Promise<PhoneWallet> {
  const phone = await PhoneWallet.switchedOn(chainId);
  phones.push(phone);
  return phone;
}

/** The code may be copied instead of read by a camera. */
const open = (requestId: string): Promise<Page> =>
  openPayPage(browser, buyer, requestId, {
    options: { permissions: ['clipboard-read', 'clipboard-write'] },
  });

/** The code on the screen, as a camera reads it. */
async function codeOn(page: Page): Promise<string> {
  await page.locator('[data-testid="phone-code"][data-uri] svg').waitFor();
  return (await page.getByTestId('phone-code').getAttribute('data-uri')) ?? '';
}

const choosePhone = (page: Page) => page.locator('[data-wallet="walletConnect"]').click();

describe('paying from a wallet on a phone', () => {
  it('sends exactly what is missing, after a code, a transfer and a network were declined or wrong', async () => {
    const { requestId, payment } = await unpaidDeal(buyer, seller, PRICE_CENTS);
    const { address, asset } = payment;
    const phone = await switchedOnPhone(ELSEWHERE);
    await sendCoins(phone.address, 'ETH', SOME_ETHER);
    await sendCoins(phone.address, 'ETH-USDT', PRICE_BASE + 5_000_000n);
    const page = await open(requestId);

    await choosePhone(page);
    phone.nextPairing = 'reject';
    const declined = await codeOn(page);
    await phone.scan(declined);
    await page.getByText('You declined the connection in your wallet').waitFor();

    phone.nextPairing = 'confirm';
    await page.getByTestId('phone-again').click();
    assert.notEqual(await codeOn(page), declined);
    await page.getByTestId('phone-copy').click();
    await phone.scan(await page.evaluate(() => navigator.clipboard.readText()));

    await step(page, 'wrongNetwork');
    await page.getByTestId('wallet-switch').click();
    await step(page, 'ready');

    phone.nextRequest = 'reject';
    await page.getByTestId('wallet-send').click();
    await page.getByText('You declined it in your wallet').waitFor();
    assert.deepEqual(phone.sent, []);

    phone.nextRequest = 'confirm';
    await page.getByTestId('wallet-send').click();
    await page.getByText('The money is in escrow').waitFor({ timeout: 60_000 });
    assert.equal(phone.sent.length, 1);
    assert.equal(await tokenBalance(asset.contract, address), PRICE_BASE);
    assert.equal(await tokenBalance(asset.contract, phone.address), 5_000_000n);
    assert.equal((await readPayment(buyer, payment.id)).status, 'completed');
    await page.context().close();
  });

  it('stays connected from page to page, proves the wallet, signs the terms, until either side hangs up', async () => {
    const { requestId, payment } = await unpaidDeal(buyer, seller, PRICE_CENTS);
    const phone = await switchedOnPhone(payment.asset.chainId);
    const page = await open(requestId);

    // Who goes back and comes again gets another code.
    await choosePhone(page);
    const first = await codeOn(page);
    await page.getByTestId('phone-back').click();
    await choosePhone(page);
    const second = await codeOn(page);
    assert.notEqual(second, first);
    await phone.scan(second);
    await step(page, 'tooLittle');

    await page.reload();
    await page.getByTestId('wallet-open').click();
    await step(page, 'tooLittle');
    await proveWallet(page, buyer, phone.address);

    await untilConnected(phone, true);
    await phone.hangUp();
    await page.locator('[data-wallet="walletConnect"]').waitFor();

    // On another page, in a dialog, and ended from this side.
    await choosePhone(page);
    await phone.scan(await codeOn(page));
    await step(page, 'tooLittle');
    await page.goto(`/en/deals/${requestId}`);
    await page.getByTestId('sign-terms').click();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await untilConnected(phone, false);
    await choosePhone(page);
    await phone.scan(await codeOn(page));
    await page.getByTestId('wallet-sign').click();
    await page.locator('[data-testid="party-signature"][data-signed="true"]').waitFor();
    assert.equal(phone.timesAsked('eth_signTypedData_v4'), 1);
    await page.context().close();
  });
});
