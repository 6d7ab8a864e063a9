import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

/** `milestoneId` where it is about one of several. */
const deal = z.strictObject({ requestId: idSchema, milestoneId: idSchema.optional() });
const part = z.strictObject({ requestId: idSchema, milestoneId: idSchema });

export const escrowEvents = [
  defineEvent('request:offer-accepted', 'A contract was made; the deal awaits payment', deal),
  defineEvent('request:payment-timed-out', 'Not paid in time; the request is open again', deal),
  defineEvent('request:funded', 'The money is in escrow', deal),
  defineEvent('request:started', 'The seller started', deal),
  defineEvent(
    'request:declined',
    'The seller declined, or did not start in time; the buyer is refunded',
    deal,
  ),
  defineEvent('request:delivered', 'The seller delivered', deal),
  defineEvent('request:payment-ending', 'The time to pay ends soon; silence ends the deal', deal),
  defineEvent('request:start-ending', 'The time to start ends soon; silence refunds the buyer', deal),
  defineEvent('request:delivery-ending', 'The time to deliver ends soon; silence refunds the buyer', deal),
  defineEvent(
    'request:redelivery-ending',
    'The time to deliver again ends soon; silence opens a dispute',
    deal,
  ),
  defineEvent(
    'request:answer-awaited',
    'A deadline of the deal comes near while a proposal waits for your answer',
    deal,
  ),
  defineEvent('request:inspection-ending', 'The inspection ends soon; silence approves', deal),
  defineEvent('request:extension-proposed', 'The seller asks for a later date', deal),
  defineEvent('request:extended', 'The buyer agreed to a later date', deal),
  defineEvent('request:missed', 'The delivery date passed; the buyer is refunded', deal),
  defineEvent('request:changes-requested', 'The buyer asks for changes', deal),
  defineEvent('request:disputed', 'The deal is in dispute; the money stays where it is', deal),
  defineEvent('request:completed', 'The money was released to the seller', deal),
  defineEvent('request:milestone-released', 'One of several milestones was released to the seller', part),
  defineEvent(
    'request:milestone-missed',
    'The date of one of several milestones passed; it is refunded',
    part,
  ),
  defineEvent('request:milestone-refunded', 'One of several milestones is cancelled and refunded', part),
  defineEvent('request:cancellation-proposed', 'One party proposes to cancel', deal),
  defineEvent(
    'request:milestone-cancellation-proposed',
    'One party proposes to cancel one of several milestones',
    part,
  ),
  defineEvent('request:refunded', 'Both agreed to cancel; the buyer is refunded', deal),
  defineEvent('request:proposal-declined', 'A proposal was declined or taken back', deal),
  defineEvent('request:resumed', 'A dispute was withdrawn; the deal goes on where it was', deal),
  defineEvent('request:settled', 'A dispute was settled', deal),
  defineEvent('request:frozen', 'The chain lost what was paid; the deal stands still', deal),
  defineEvent('request:thawed', 'The money is back; the deal goes on where it was', deal),
  defineEvent('request:unfunded', 'The money did not come back; the deal is over', deal),
] as const;
