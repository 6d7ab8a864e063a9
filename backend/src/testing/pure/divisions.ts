import '../same-seed.ts';
import '../../shared/money.test.ts';
import '../../modules/escrow/escrow.milestones.test.ts';
import '../../modules/escrow/escrow.fees.test.ts';
