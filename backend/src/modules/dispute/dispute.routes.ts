import type { Actor } from '../../shared/actor.ts';
import { route } from '../../shared/define-route.ts';
import { acceptProposal, appealRuling, declineProposal, waiveAppeal } from './answer-mediator.ts';
import { decideAppeal, propose, rule } from './decide.ts';
import * as deskContract from './desk.contract.ts';
import { addNote, assignCase, reassignCase } from './desk.ts';
import * as contract from './dispute.contract.ts';
import { addEvidence } from './evidence.ts';
import { openDispute, respond } from './open-dispute.ts';
import {
  getCase,
  getDispute,
  listCases,
  listOwnDisputes,
  readEvidence,
  readMediators,
} from './read-disputes.ts';
import { sealSplit, unsealSplit } from './sealed-split.ts';
import { acceptSplit, declineSplit, offerSplit } from './splits.ts';
import { confirmWithdrawal, declineWithdrawal, offerWithdrawal } from './withdrawal.ts';

type Act<I> = (input: I, actor: Actor) => Promise<void>;

/** Every act answers with the dispute as it stands afterwards. */
const thenDispute =
  <I extends { disputeId: string }>(action: Act<I>) =>
  async ({ input, actor }: { input: I; actor: Actor }) => {
    await action(input, actor);
    return getDispute(input, actor);
  };

const thenCase =
  <I extends { disputeId: string }>(action: Act<I>) =>
  async ({ input, actor }: { input: I; actor: Actor }) => {
    await action(input, actor);
    return getCase(input, actor);
  };

export const disputeRoutes = [
  route(contract.openDispute, async ({ input, actor }) =>
    getDispute({ disputeId: await openDispute(input, actor) }, actor),
  ),
  route(contract.listDisputes, ({ input, actor }) => listOwnDisputes(input, actor)),
  route(contract.getDispute, ({ input, actor }) => getDispute(input, actor)),
  route(contract.listEvidence, ({ input, actor }) => readEvidence(input, actor)),
  route(contract.respondToDispute, thenDispute(respond)),
  route(contract.addEvidence, thenDispute(addEvidence)),
  route(contract.offerSplit, thenDispute(offerSplit)),
  route(contract.acceptSplit, thenDispute(acceptSplit)),
  route(contract.declineSplit, thenDispute(declineSplit)),
  route(contract.sealSplit, thenDispute(sealSplit)),
  route(contract.unsealSplit, thenDispute(unsealSplit)),
  route(contract.acceptProposal, thenDispute(acceptProposal)),
  route(contract.declineProposal, thenDispute(declineProposal)),
  route(contract.appealRuling, thenDispute(appealRuling)),
  route(contract.waiveAppeal, thenDispute(waiveAppeal)),
  route(contract.offerWithdrawal, thenDispute(offerWithdrawal)),
  route(contract.confirmWithdrawal, thenDispute(confirmWithdrawal)),
  route(contract.declineWithdrawal, thenDispute(declineWithdrawal)),
  route(deskContract.listDesk, ({ input, actor }) => listCases(input, actor)),
  route(deskContract.getCase, ({ input, actor }) => getCase(input, actor)),
  route(deskContract.listMediators, ({ input, actor }) => readMediators(input, actor)),
  route(deskContract.assignCase, thenCase(assignCase)),
  route(deskContract.reassignCase, thenCase(reassignCase)),
  route(deskContract.addNote, thenCase(addNote)),
  route(deskContract.proposeSplit, thenCase(propose)),
  route(deskContract.ruleCase, thenCase(rule)),
  route(deskContract.decideAppeal, thenCase(decideAppeal)),
];
