import '../test-env.ts';
import '../same-seed.ts';
import '../../modules/payment/payment.amounts.test.ts';
