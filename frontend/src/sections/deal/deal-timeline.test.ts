import { statusLooks } from '@/theme/status';
import { paymentStepOf } from './deal-timeline';

it('a step of the payment is told by the payment’s own status', () => {
  for (const status of Object.keys(statusLooks.payment)) {
    expect(paymentStepOf(`payment.${status}`)).toBe(status);
  }
  expect(paymentStepOf('payment.unheard_of')).toBeNull();
  expect(paymentStepOf('acceptOffer')).toBeNull();
});
