import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

const ids = z.strictObject({ requestId: idSchema, paymentId: idSchema });
const ofDeposit = z.strictObject({ requestId: idSchema, paymentId: idSchema, depositId: idSchema });

export const paymentEvents = [
  defineEvent('payment:status-updated', 'A payment moved on: status, deposits or confirmations', ids),
  defineEvent('payment:less-proposed', 'One party proposes to do the deal for what has arrived', ids),
  defineEvent('payment:less-declined', 'That proposal was declined or taken back', ids),
  defineEvent('payment:less-agreed', 'The deal is done for what had arrived; its terms are amended', ids),
  defineEvent('payment:revalued', 'Money came after the price lock: the price of then counts', ids),
  defineEvent('payment:credit-added', 'What was too much, or set aside and not used, is credit', ids),
  defineEvent('payment:deposit-quarantined', 'An admin has to look at a deposit (admins only)', ofDeposit),
  defineEvent('payment:resolution-proposed', 'A second admin has to agree (admins only)', ofDeposit),
  defineEvent('payment:deposit-resolved', 'Admins have decided what a deposit is', ofDeposit),
  defineEvent('payment:loss-raised', 'Money that was released has left the chain (admins only)', ofDeposit),
] as const;

export type PaymentEventName = Exclude<
  (typeof paymentEvents)[number]['name'],
  'payment:deposit-quarantined' | 'payment:resolution-proposed' | 'payment:loss-raised'
>;
