import type { MailTexts } from './mail-text-types.ts';
import { enReminders } from './reminders.en.ts';

export const en: MailTexts = {
  hello: 'Hello {name},',
  factTitle: 'Request',
  factOther: 'Other party',
  factAmount: 'Amount',
  factUntil: 'Act by',
  openDeal: 'Open the deal',
  openDispute: 'Open the dispute',
  openCase: 'Open the case',
  openRequest: 'Open the request',
  openBalance: 'Open your balance',
  openDesk: 'Open the desk',
  openStop: 'Stop it with the old wallet',
  openSettings: 'Open settings',
  because: 'You get this mail because you take part in deals on Amn.',
  changeSettings: 'Choose what we mail you',
  alwaysSent: 'This mail is about the safety of your account, so it is always sent.',
  verification: {
    subject: '{code} is your code for Amn',
    body: 'Enter this code to confirm your e-mail address:',
    action: 'Confirm with one click',
    valid: 'The code is good for 30 minutes.',
    ignore: 'If you did not sign up for Amn, you can ignore this mail.',
  },
  kinds: {
    ...enReminders,
    'request:invited': {
      subject: 'You are invited: “{title}”',
      body: '{other} invites you to make an offer on “{title}”. Read the request and name your price and delivery time.',
    },
    'request:expired': {
      subject: 'Your request has run out: “{title}”',
      body: 'No offer on “{title}” was accepted in time, so the request and its offers are closed. You can post it again whenever you like.',
    },
    'offer:submitted': {
      subject: 'New offer on “{title}”',
      body: '{other} made an offer on “{title}”. Compare it with the others, answer with other terms, or accept it.',
    },
    'offer:revised': {
      subject: 'Revised offer on “{title}”',
      body: '{other} changed their offer on “{title}”. Please read the new terms before you decide.',
    },
    'offer:countered': {
      subject: 'Answer to your offer on “{title}”',
      body: '{other} answered your offer on “{title}” with other terms. You can agree to them, make a new offer or withdraw.',
    },
    'offer:accepted': {
      subject: 'Your offer was accepted: “{title}”',
      body: '{other} accepted your offer on “{title}”. Please do not start yet: we will write to you as soon as the money is in escrow.',
    },
    'offer:rejected': {
      subject: 'Your offer was declined: “{title}”',
      body: '{other} decided against your offer on “{title}”.',
    },
    'offer:reopened': {
      subject: 'Not paid in time: “{title}”',
      body: '{other} did not pay in time, so there is no deal yet. Your offer stands again and may still be accepted. You need not do anything.',
    },
    'question:asked': {
      subject: 'Question about “{title}”',
      body: '{other} asked a question about “{title}”. A quick answer helps sellers to make a good offer; everybody who sees the request can read it.',
    },
    'question:answered': {
      subject: 'Your question was answered: “{title}”',
      body: '{other} answered your question about “{title}”.',
    },
    'payment:detected': {
      subject: 'We see your payment for “{title}”',
      body: 'Your payment has reached the blockchain and is being confirmed, which usually takes a few minutes. You need not do anything.',
    },
    'payment:underpaid': {
      subject: 'Part of the payment is missing: “{title}”',
      body: 'Less than agreed has arrived. Please send the rest to the same address; the payment page shows how much. What you sent is safe.',
    },
    'payment:held': {
      subject: 'We are checking your payment for “{title}”',
      body: 'Your payment arrived differently than expected, so we are looking into it. The money is safe, and you need not do anything for now.',
    },
    'payment:refund-due': {
      subject: 'Your payment is refunded: “{title}”',
      body: 'When your payment arrived, the deal was no longer waiting for it. The amount is on your balance, and you can withdraw it to an address of yours.',
    },
    'payment:less-proposed': {
      subject: 'Do it for less? “{title}”',
      body: '{other} offers to do “{title}” for what has arrived so far. Agree, or say no: the price then stays and the rest can still be paid.',
    },
    'payment:less-agreed': {
      subject: 'Agreed on less: “{title}”',
      body: '{other} agreed to do “{title}” for what has arrived. The terms are amended, and the money is in escrow.',
    },
    'payment:less-declined': {
      subject: 'The price stays: “{title}”',
      body: 'The offer to do “{title}” for less is closed. The price stays, and the rest can still be paid.',
    },
    'payment:revalued': {
      subject: 'Your payment counts at a new price: “{title}”',
      body: 'Your money for “{title}” came after the fixed price was over, so the price of that moment counts. Look whether something is missing; you can also take it back.',
    },
    'payment:credit-added': {
      subject: 'You have credit: “{title}”',
      body: 'What was paid too much for “{title}”, or was set aside and not used, is your credit. Pay another deal with it, or withdraw it.',
    },
    'payment:deposit-resolved': {
      subject: 'Your transfer was looked at: “{title}”',
      body: 'A person looked at the transfer for “{title}” that could not be counted by itself. See what came of it.',
    },
    'request:frozen': {
      subject: 'Standing still: “{title}”',
      body: 'The network took back the payment of “{title}”. Nobody can do anything with money that is not there, so the deal stands still and no timer runs. It goes on by itself once the money is back.',
    },
    'request:thawed': {
      subject: 'Going on: “{title}”',
      body: 'The money of “{title}” is there again, and the deal goes on where it was.',
    },
    'request:unfunded': {
      subject: 'Over: “{title}”',
      body: 'The money of “{title}” did not come back in time, so the deal is over. What was left went to the buyer’s balance.',
    },
    'payment:deposit-quarantined': {
      subject: 'A deposit to look at: “{title}”',
      body: 'A deposit for “{title}” is in quarantine: another coin, or sources that disagree. Look at it and decide what it is.',
    },
    'payment:resolution-proposed': {
      subject: 'A second admin is needed: “{title}”',
      body: 'An admin has said what a large deposit for “{title}” is. A different one has to say the same before money moves.',
    },
    'payment:loss-raised': {
      subject: 'Money was lost: “{title}”',
      body: 'The network took back a deposit for “{title}” that had been paid on already. The loss is booked. Look at it now.',
    },
    'request:payment-timed-out': {
      subject: 'The time to pay is over: “{title}”',
      body: 'The full payment did not arrive in time, so the request is open again. Anything you have sent is on your balance. You can accept an offer again at any time.',
    },
    'request:funded': {
      buyer: {
        subject: 'Paid: the money for “{title}” is in escrow',
        body: 'Your payment has arrived in full. Amn holds the money until you have approved the delivery. {other} can start now.',
      },
      seller: {
        subject: 'You can start: “{title}” is paid',
        body: '{other} has paid, and the money is safe in escrow. Please start within three days and deliver by the agreed date. It is yours once the delivery is approved.',
      },
    },
    'request:declined': {
      buyer: {
        subject: 'You get your money back: “{title}”',
        body: 'The deal with {other} will not take place. The full amount, our fee included, is on your balance, and you can withdraw it.',
      },
      seller: {
        subject: 'Deal cancelled: “{title}”',
        body: 'You did not start within three days, so the deal with {other} was cancelled and the buyer got the money back.',
      },
    },
    'request:delivered': {
      subject: 'Delivered: “{title}”',
      body: '{other} has delivered. Please look at it carefully, then approve it or ask for changes. If you do neither before the inspection time ends, it counts as approved and the money goes to the seller.',
    },
    'request:inspection-ending': {
      subject: 'Please decide: “{title}”',
      body: 'The time to inspect what {other} delivered is running out. Please look at it and approve it or ask for changes. If you do neither in time, it counts as approved and the money goes to the seller.',
    },
    'request:extension-proposed': {
      subject: 'More time for “{title}”?',
      body: '{other} asks for a later delivery date. You can agree or decline; until you answer, the present date stands.',
    },
    'request:missed': {
      buyer: {
        subject: 'Not delivered: you get your money back for “{title}”',
        body: '{other} did not deliver within 72 hours after the agreed date. The full amount, our fee included, is on your balance, and you can withdraw it.',
      },
      seller: {
        subject: 'Delivery date missed: “{title}”',
        body: 'Nothing was delivered within 72 hours after the agreed date, so the deal has ended and {other} got the money back.',
      },
    },
    'request:changes-requested': {
      subject: 'Changes requested: “{title}”',
      body: '{other} asks for changes to your delivery. Open the deal to see what is wanted and by when.',
    },
    'request:disputed': {
      subject: 'In dispute: “{title}”',
      body: 'The deal with {other} is now in dispute. Whoever did not open it has 72 hours to answer. The money stays in escrow until it is settled. Open the deal to see what comes next.',
    },
    'request:completed': {
      buyer: {
        subject: 'Completed: “{title}”',
        body: 'The delivery is approved, and the money has been released to {other}. Thank you for dealing on Amn.',
      },
      seller: {
        subject: 'You have been paid for “{title}”',
        body: 'The delivery to {other} is approved, and the money is yours. It is on your balance, and you can withdraw it.',
      },
    },
    'request:milestone-released': {
      buyer: {
        subject: 'Part of “{title}” is released',
        body: 'You have released this part of the deal to {other}. The rest of the money stays in escrow until it is delivered.',
      },
      seller: {
        subject: 'You have been paid for a part: “{title}”',
        body: 'This part of your work for {other} is approved, and its money is yours. It is on your balance, and you can withdraw it. The deal goes on with the other parts.',
      },
    },
    'request:milestone-missed': {
      buyer: {
        subject: 'A part was not delivered: you get its money back for “{title}”',
        body: '{other} did not deliver this part within 72 hours after the agreed date. Its full amount, our fee included, is on your balance. The deal goes on with the other parts.',
      },
      seller: {
        subject: 'Date missed for a part: “{title}”',
        body: 'This part was not delivered within 72 hours after the agreed date, so {other} got its money back. The deal goes on with the other parts.',
      },
    },
    'request:milestone-cancellation-proposed': {
      subject: 'Cancel a part: “{title}”?',
      body: '{other} proposes to cancel this part of the deal. If you agree, the buyer gets its money back, and the deal goes on with the other parts. If you decline, everything goes on as before.',
    },
    'request:milestone-refunded': {
      buyer: {
        subject: 'A part is cancelled: you get its money back for “{title}”',
        body: 'This part of the deal with {other} is cancelled. Its full amount, our fee included, is on your balance, and you can withdraw it.',
      },
      seller: {
        subject: 'A part is cancelled: “{title}”',
        body: 'This part of the deal with {other} is cancelled, and the buyer gets its money back.',
      },
    },
    'request:cancellation-proposed': {
      subject: 'Cancel “{title}”?',
      body: '{other} proposes to cancel the deal. If you agree, the buyer gets the money back. If you decline, the deal goes on as before.',
    },
    'request:refunded': {
      buyer: {
        subject: 'Cancelled: you get your money back for “{title}”',
        body: 'You and {other} agreed to cancel. The full amount, our fee included, is on your balance, and you can withdraw it.',
      },
      seller: {
        subject: 'Cancelled: “{title}”',
        body: 'You and {other} agreed to cancel. The buyer gets the money back, and nothing more is to be done.',
      },
    },
    'request:settled': {
      subject: 'Dispute settled: “{title}”',
      body: 'The dispute with {other} is settled. Open the deal to see who gets what.',
    },
    'request:resumed': {
      subject: 'The deal goes on: “{title}”',
      body: 'The dispute with {other} was withdrawn, and both of you agreed to that. The deal is where it was before, and every deadline has at least 24 hours left.',
    },
    'dispute:responded': {
      subject: 'Your dispute was answered: “{title}”',
      body: '{other} has answered. You now have seven days to agree with each other; after that a mediator takes over.',
    },
    'dispute:mediation-started': {
      subject: 'A mediator takes over: “{title}”',
      body: 'A mediator now looks into the dispute with {other}. You can still add evidence and agree on a split yourselves. The money stays in escrow.',
    },
    'dispute:split-offered': {
      subject: 'A split is offered: “{title}”',
      body: '{other} offers to split the money and end the dispute. If you accept, both parts are paid out at once.',
    },
    'dispute:proposed': {
      subject: 'The mediator’s proposal: “{title}”',
      body: 'The mediator proposes how to split the money. Please answer within 72 hours: if not both of you accept, the proposal becomes the ruling, unless the mediator rules otherwise.',
    },
    'dispute:ruled': {
      subject: 'The mediator has ruled: “{title}”',
      body: 'Read the ruling and its reasons. For 72 hours either of you may appeal, once; after that the ruling is final and the money is paid out.',
    },
    'dispute:appealed': {
      subject: 'Appeal: “{title}”',
      body: '{other} has appealed against the ruling. Another mediator decides; until then the money stays in escrow.',
    },
    'dispute:withdrawal-offered': {
      subject: 'Withdraw the dispute about “{title}”?',
      body: '{other} wants to withdraw the dispute and go on with the deal. If you agree, it goes on where it stopped, and every deadline has at least 24 hours left.',
    },
    'dispute:queued': {
      subject: 'A dispute waits for a mediator: “{title}”',
      body: 'Nobody has this case yet. You find it in the list of cases.',
    },
    'dispute:assigned': {
      subject: 'This case is yours: “{title}”',
      body: 'You are the mediator of this dispute. Please read both sides and propose a split within seven days.',
    },
    'dispute:mediator-reminded': {
      subject: 'Seven days of silence: “{title}”',
      body: 'The parties of this dispute have been waiting for a mediator for seven days. After fourteen the case goes to somebody else.',
    },
    'dispute:escalated': {
      subject: 'Escalated: “{title}”',
      body: 'For fourteen days no mediator has done anything about this dispute. It now goes to somebody else, and somebody should look after it.',
    },
    'payout:confirmed': {
      subject: 'Your payout has arrived',
      body: 'The blockchain has confirmed your payout. You find the transaction beside your balance.',
    },
    'payout:failed': {
      subject: 'Your payout did not go through',
      body: 'No money has left: the amount is back on your balance. You can try again, also to another address.',
    },
    'payout:cancelled': {
      subject: 'Your payout was not sent',
      body: 'Amn has not let it go, or you have signed another payout address since. No money has left: the amount is back on your balance.',
    },
    'payout:address-updated': {
      subject: 'Your payout addresses have changed',
      body: 'A payout address was added to your account or removed from it. If that was you, all is well. If not, change your password at once: this also puts every payout address on hold. Then reply to this mail.',
    },
    'wallet:replacement-updated': {
      subject: 'A change of your signed payout address',
      body: 'Somebody asked to replace the payout address that you signed, or that request has moved on. Money goes to the old address for at least seven days, and an admin has to agree. If it was not you, stop it under Settings, with your password or with the old wallet’s signature, and change your password at once. If you cannot sign in any more, the button below lets the old wallet stop it by itself.',
    },
    'payout:platform-address-updated': {
      subject: 'An address of Amn’s own has changed',
      body: 'An address that Amn’s own money may be paid out to was added or removed. Every admin gets this mail. If none of you did it, treat it as an intrusion.',
    },
    'payout:refund-waiting': {
      subject: 'Your refund waits for an address',
      body: 'A refund has been waiting for you to say where it should go. Name an address of your own, and it is on its way. It stays yours for as long as you like.',
    },
    'auth:password-changed': {
      subject: 'Your password has been changed',
      body: 'All other devices have been signed out, and your payout addresses are on hold for a while. If that was not you, reply to this mail at once.',
    },
  },
};
