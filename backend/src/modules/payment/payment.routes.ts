import { route } from '../../shared/define-route.ts';
import { onlineAssets, webhookKeys } from '../integration/index.ts';
import { createPayment } from './create-payment.ts';
import { receiveCallback } from './inbox.service.ts';
import * as contract from './payment.contract.ts';
import { presentAsset } from './payment.presenter.ts';
import { getPayment, listDealPayments, viewPayment } from './read-payments.ts';
import { reportTransaction } from './report-transaction.ts';

export const paymentRoutes = [
  route(contract.listAssets, async () => ({ items: (await onlineAssets()).map(presentAsset) })),
  route(contract.createPayment, async ({ input, actor }) => viewPayment(await createPayment(input, actor))),
  route(contract.getPayment, ({ input, actor }) => getPayment(input, actor)),
  route(contract.listDealPayments, ({ input, actor }) => listDealPayments(input, actor)),
  route(contract.reportTransaction, async ({ input, actor }) =>
    viewPayment(await reportTransaction(input, actor)),
  ),
  route(contract.shkeeperWebhook, async ({ req, res, rawBody }) => {
    await receiveCallback(req.rawHeaders, rawBody ?? Buffer.alloc(0));
    // SHKeeper repeats a callback for ever unless it is answered with exactly 202; the other format asks for 200.
    res.status(webhookKeys().format === 'spec' ? 200 : 202);
    return { received: true as const };
  }),
];
