import type { ReceiptsPort } from '../escrow/index.ts';
import { findPaymentsOfContract } from './payment.repository.ts';
import { oweAllAttempts } from './settle-deposits.ts';

/** What escrow asks of payment, which stands above it. */
export const paymentReceipts: ReceiptsPort = {
  oweRefund: (tx, contract, by) => oweAllAttempts(tx, contract.id, by),

  isConfirming: async (tx, contractId) => {
    const payments = await findPaymentsOfContract(tx, contractId);
    return payments.some(({ status }) => status === 'detected' || status === 'confirming');
  },

  newestPaymentId: async (contractId) => {
    const [newest] = await findPaymentsOfContract(null, contractId);
    return newest?.id ?? null;
  },
};
