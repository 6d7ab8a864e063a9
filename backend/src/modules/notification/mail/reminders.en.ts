import type { ReminderTexts } from './mail-text-types.ts';

/** What is said before something happens by itself, and what admins are told of. */
export const enReminders: ReminderTexts = {
  'request:expiring': {
    subject: 'Your request runs out soon: “{title}”',
    body: 'Nobody has been chosen for “{title}” yet. If you accept no offer in time, the request and all its offers are closed. No money is involved, and you can post it again.',
  },
  'request:payment-ending': {
    subject: 'Please pay: “{title}”',
    body: 'You accepted the offer of {other}, but the full amount has not arrived yet. If it does not arrive in time, there is no deal: the request is open again, and anything you have sent goes to your balance.',
  },
  'request:start-ending': {
    subject: 'Please start: “{title}”',
    body: '{other} has paid, and the money is in escrow. If you do not start in time, the deal ends and {other} gets everything back.',
  },
  'request:delivery-ending': {
    subject: 'Please deliver: “{title}”',
    body: '{other} is waiting for what was agreed. The time below is 72 hours after the agreed date: if nothing is delivered by then, {other} gets the money back. If you need longer, propose a later date now.',
  },
  'request:redelivery-ending': {
    subject: 'Please deliver the changes: “{title}”',
    body: '{other} asked for changes. The time below is 72 hours after the agreed date: if nothing is delivered by then, a dispute is opened for {other}, and the money stays in escrow until it is decided.',
  },
  'request:answer-awaited': {
    subject: 'Your answer is awaited: “{title}”',
    body: '{other} has made a proposal and waits for your answer. Without it the deal goes on as it stands, and its next deadline comes at the time below. Open the deal to see what happens then.',
  },
  'offer:ending': {
    subject: 'An offer runs out soon: “{title}”',
    body: '{other} waits for your answer about “{title}”. If you do not answer in time, the offer runs out. No money moves.',
  },
  'dispute:response-ending': {
    subject: 'Please answer the dispute: “{title}”',
    body: 'The dispute with {other} waits for your answer. If you do not answer in time, a mediator takes over without having heard you. You lose nothing by that alone, and the money stays in escrow.',
  },
  'dispute:negotiation-ending': {
    subject: 'The time to negotiate ends soon: “{title}”',
    body: 'You and {other} can still agree on a split yourselves. If you do not in time, a mediator takes over. The money stays in escrow.',
  },
  'dispute:proposal-ending': {
    subject: 'Please answer the mediator’s proposal: “{title}”',
    body: 'You have not answered the mediator’s proposal yet. If nobody decides otherwise in time, it becomes the ruling; after that you can still appeal.',
  },
  'dispute:appeal-ending': {
    subject: 'The time to appeal ends soon: “{title}”',
    body: 'The mediator has ruled. If nobody appeals in time, the ruling is final and the money is paid out by it. That cannot be undone.',
  },
  'dispute:ruling-due': {
    subject: 'Your ruling is due: “{title}”',
    body: 'A party has declined your proposal. If you do not rule in time, the proposal becomes the ruling as it is.',
  },
  'payout:approval-needed': {
    subject: 'A payout waits for approval',
    body: 'A payout waits for an admin. Until then its money stays reserved and goes nowhere. See who asks for it, why it is held and where it would go; then let it go or refuse it.',
  },
  'payout:stuck': {
    subject: 'A payout stands still',
    body: 'A payout has been in the same status for too long: it waits for approval, or it is not clear whether it was sent. Nothing is sent again by itself. Look at it and decide.',
  },
  'books:difference-raised': {
    subject: 'The books and what is held differ',
    body: 'The ledger and what the gateway or the chain shows have differed for a while, by the amount below. Look at the reconciliation and find out why.',
  },
  'wallet:replacement-requested': {
    subject: 'A payout address is to be replaced',
    body: '{other} asks to be paid to another address, and the present one has not signed that. Money goes to the old address for at least seven days, and then only changes if an admin agrees. Make sure by another way than this account that it is really the owner who asks.',
  },
};
