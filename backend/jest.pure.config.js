import base from './jest.config.js';

/** Tests that need neither database nor Redis: what `npm run mutation` tries its changes against. */
const { globalSetup, globalTeardown, setupFilesAfterEnv, ...rest } = base;
void [globalSetup, globalTeardown, setupFilesAfterEnv];
export default {
  ...rest,
  testMatch: [
    '**/shared/process.test.ts',
    '**/shared/money.test.ts',
    '**/tools/docs-tables.test.ts',
    '**/tools/diagrams.test.ts',
    '**/ledger/ledger.postings.test.ts',
    '**/ledger/ledger.flows.test.ts',
    '**/escrow/escrow.milestones.test.ts',
    '**/escrow/escrow.fees.test.ts',
    '**/payment/payment.policy.test.ts',
    '**/payment/payment.amounts.test.ts',
    '**/payout/payout.policy.test.ts',
    '**/simulation/memory.test.ts',
  ],
};
