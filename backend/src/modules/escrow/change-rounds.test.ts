import { beforeAll, expect, it } from '@jest/globals';
import {
  act,
  changesBody,
  dealIn,
  deliveryBody,
  does,
  readDeal,
  setEscrowStage,
} from '../../testing/escrow-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';

/** How often a milestone may be sent back is a setting; a deal keeps what it was accepted with. */
beforeAll(async () => {
  process.env['CHANGE_ROUNDS'] = '1';
  await setEscrowStage({ relay: false });
});

it('is as often as it is set, and no more', async () => {
  const deal = await dealIn('delivered');
  const { contract, abilities } = await readDeal(deal);
  expect([contract.maxChangeRounds, abilities.includes('requestChanges')]).toEqual([1, true]);
  await does(deal, 'changes', deal.buyer, await changesBody(deal));
  const again = await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
  expect(again.contract.milestones[0]?.changeRoundsLeft).toBe(0);
  expect((await readDeal(deal)).abilities).not.toContain('requestChanges');
  expectError(await act(deal, 'changes', deal.buyer, await changesBody(deal)), 'INVALID_TRANSITION');
});
