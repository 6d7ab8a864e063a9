import { route } from '../../shared/define-route.ts';
import { onlineAssets, webhookKeys } from '../integration/index.ts';
import { agreeLess, declineLess, proposeLess } from './accept-less.ts';
import { askRefund } from './ask-refund.ts';
import { createPayment } from './create-payment.ts';
import { receiveCallback } from './inbox.service.ts';
import * as desk from './payment-desk.contract.ts';
import * as paymentDesk from './payment-desk.ts';
import * as contract from './payment.contract.ts';
import { presentAssets } from './payment.presenter.ts';
import { getPayment, listDealPayments, thenView, viewPayment } from './read-payments.ts';
import { reportTransaction } from './report-transaction.ts';
import { useCredit } from './use-credit.ts';

export const paymentRoutes = [
  route(contract.listAssets, async () => presentAssets(await onlineAssets())),
  route(contract.createPayment, async ({ input, actor }) =>
    viewPayment(await createPayment(input, actor), actor),
  ),
  route(contract.getPayment, ({ input, actor }) => getPayment(input, actor)),
  route(contract.listDealPayments, ({ input, actor }) => listDealPayments(input, actor)),
  route(contract.reportTransaction, async ({ input, actor }) =>
    viewPayment(await reportTransaction(input, actor), actor),
  ),
  route(contract.useCredit, thenView(useCredit)),
  route(contract.proposeLess, thenView(proposeLess)),
  route(contract.agreeLess, thenView(agreeLess)),
  route(contract.declineLess, thenView(declineLess)),
  route(contract.askRefund, thenView(askRefund)),
  route(desk.getPaymentOverview, () => paymentDesk.getPaymentOverview()),
  route(desk.listDeskPayments, ({ input }) => paymentDesk.listDeskPayments(input)),
  route(desk.getDeskPayment, ({ input, actor }) => paymentDesk.getDeskPayment(input, actor)),
  route(desk.listDeskDeposits, ({ input, actor }) => paymentDesk.listDeskDeposits(input, actor)),
  route(desk.resolveDeposit, ({ input, actor }) => paymentDesk.resolveAtDesk(input, actor)),
  route(desk.listInbox, ({ input }) => paymentDesk.listInbox(input)),
  route(desk.redeliverInboxEvent, ({ input, actor }) => paymentDesk.redeliverInboxEvent(input, actor)),
  route(desk.getAssetRegistry, () => paymentDesk.getAssetRegistry()),
  route(contract.shkeeperWebhook, async ({ req, res, rawBody }) => {
    await receiveCallback(req.rawHeaders, rawBody ?? Buffer.alloc(0));
    // SHKeeper repeats a callback for ever unless it is answered with exactly 202; the other format asks for 200.
    res.status(webhookKeys().format === 'spec' ? 200 : 202);
    return { received: true as const };
  }),
];
