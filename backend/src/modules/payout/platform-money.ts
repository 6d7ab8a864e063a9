import type { Actor } from '../../shared/actor.ts';
import type { PayoutRecord } from './payout.repository.ts';
import { requestPayout } from './request-payout.ts';

/**
 * Pays out what Amn has earned to an address of Amn's own. It never goes by itself, and whoever asks for it
 * cannot approve it.
 * @throws AppError as `requestPayout`
 */
export const withdrawFees = (
  input: {
    readonly reference: string;
    readonly money: { readonly amount: string; readonly asset: string };
    readonly addressId: string;
  },
  admin: Pick<Actor, 'id'>,
): Promise<PayoutRecord> => requestPayout({ ...input, source: 'fee_revenue' }, admin);
