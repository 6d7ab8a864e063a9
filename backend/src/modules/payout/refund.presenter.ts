import type { z } from 'zod';
import { toMoney } from '../../shared/money.ts';
import type { AutoPayoutView } from './auto-payout.ts';
import { presentAddress } from './payout.presenter.ts';
import type { autoPayoutSchema, refundSchema } from './refund.contract.ts';
import type { RefundRecord } from './refund.repository.ts';

export const presentRefund = (refund: RefundRecord): z.input<typeof refundSchema> => ({
  id: refund.id,
  status: refund.status,
  money: toMoney(refund.amountBase, refund.asset),
  waiting: toMoney(refund.openBase, refund.asset),
  bearer: refund.isBuyersDoing ? 'payee' : 'platform',
  requestId: refund.requestId,
  payoutIds: refund.claims.flatMap(({ payoutId, state }) =>
    payoutId !== null && state === 'live' ? [payoutId] : [],
  ),
  createdAt: refund.createdAt.toISOString(),
});

export const presentAuto = (setting: AutoPayoutView): z.input<typeof autoPayoutSchema> => ({
  asset: setting.asset,
  address: setting.address && presentAddress(setting.address),
  minimum: toMoney(setting.minimumBase, setting.asset),
  state: setting.state,
  waitsUntil: setting.waitsUntil?.toISOString() ?? null,
});
