import 'i18next';
import type admin from './en/admin.json';
import type adminBooks from './en/adminBooks.json';
import type auth from './en/auth.json';
import type common from './en/common.json';
import type deal from './en/deal.json';
import type dealMoney from './en/dealMoney.json';
import type milestones from './en/milestones.json';
import type deals from './en/deals.json';
import type adminDisputes from './en/adminDisputes.json';
import type dispute from './en/dispute.json';
import type deskPayouts from './en/deskPayouts.json';
import type errors from './en/errors.json';
import type fees from './en/fees.json';
import type landing from './en/landing.json';
import type liabilities from './en/liabilities.json';
import type marketplace from './en/marketplace.json';
import type notifications from './en/notifications.json';
import type offers from './en/offers.json';
import type pay from './en/pay.json';
import type receipt from './en/receipt.json';
import type payouts from './en/payouts.json';
import type requestForm from './en/requestForm.json';
import type settings from './en/settings.json';
import type statement from './en/statement.json';
import type stopReplacement from './en/stopReplacement.json';
import type statuses from './en/statuses.json';
import type treasury from './en/treasury.json';
import type wallet from './en/wallet.json';
import type wallets from './en/wallets.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    enableSelector: false;
    resources: {
      admin: typeof admin;
      adminBooks: typeof adminBooks;
      auth: typeof auth;
      common: typeof common;
      deal: typeof deal;
      dealMoney: typeof dealMoney;
      milestones: typeof milestones;
      deals: typeof deals;
      adminDisputes: typeof adminDisputes;
      dispute: typeof dispute;
      deskPayouts: typeof deskPayouts;
      errors: typeof errors;
      fees: typeof fees;
      landing: typeof landing;
      liabilities: typeof liabilities;
      marketplace: typeof marketplace;
      notifications: typeof notifications;
      offers: typeof offers;
      pay: typeof pay;
      receipt: typeof receipt;
      payouts: typeof payouts;
      requestForm: typeof requestForm;
      settings: typeof settings;
      statement: typeof statement;
      stopReplacement: typeof stopReplacement;
      statuses: typeof statuses;
      treasury: typeof treasury;
      wallet: typeof wallet;
      wallets: typeof wallets;
    };
  }
}
