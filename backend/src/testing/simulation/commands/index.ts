import type { Command } from '../attempt.ts';
import { abandon, accept } from './acceptance.ts';
import { approve } from './approval.ts';
import { changes, decline, deliverIt, start, stranger } from './delivery.ts';
import { answer, answerSplit, dispute, split, withdraw } from './disputes.ts';
import { bookSweeps, bookTopUp, burn, compareBooks, putIn } from './gas.ts';
import { answerProposal, answerRuling, assign, decide } from './mediation.ts';
import { endOffer, negotiate, offer } from './offers.ts';
import { callback, openPayment, pay } from './payins.ts';
import { approveIt, callFailed, cancelIt, gatewayPays, request, work } from './payouts.ts';
import { agreeCancel, declineIt, extend, proposeCancel, proposeLonger } from './proposals.ts';
import { cancel, publish } from './requests.ts';

/** Everything that is tried, one line a command. Waiting is not among them: it is the runner's own. */
export const commands: readonly Command[] = [
  publish,
  cancel,
  offer,
  negotiate,
  endOffer,
  accept,
  abandon,
  openPayment,
  pay,
  callback,
  start,
  decline,
  deliverIt,
  changes,
  stranger,
  approve,
  proposeCancel,
  agreeCancel,
  declineIt,
  proposeLonger,
  extend,
  dispute,
  answer,
  split,
  answerSplit,
  withdraw,
  assign,
  decide,
  answerProposal,
  answerRuling,
  request,
  cancelIt,
  approveIt,
  work,
  gatewayPays,
  callFailed,
  putIn,
  bookTopUp,
  burn,
  compareBooks,
  bookSweeps,
];
