import '../../modules/payout/payout.policy.test.ts';
import '../../modules/payout/address-formats.test.ts';
