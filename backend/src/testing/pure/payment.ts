import '../../modules/payment/payment.policy.test.ts';
