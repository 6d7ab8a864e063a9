import { describe, expect, it } from '@jest/globals';
import { purchaseRequestProcess, type RequestStatus } from '../../marketplace/index.ts';
import { silenceOf } from './deal-money.presenter.ts';

describe('what silence does with the money', () => {
  const inStatus = (status: RequestStatus) => silenceOf(purchaseRequestProcess, status, 'miss').moneyGoesTo;

  it('is said of a milestone’s timer whatever the others make of the deal', () => {
    expect((['in_delivery', 'delivered', 'disputed'] as const).map(inStatus)).toEqual([
      'buyer',
      'buyer',
      'buyer',
    ]);
    expect(silenceOf(purchaseRequestProcess, 'disputed', 'autoApprove').moneyGoesTo).toBe('seller');
    expect(silenceOf(purchaseRequestProcess, 'funded', 'miss').moneyGoesTo).toBe('nobody');
  });
});
