import { getAddress, isAddressEqual, recoverAddress, size, type Hex } from 'viem';
import { AppError } from '../../shared/errors.ts';
import { chainReader, ChainUnavailableError } from '../integration/index.ts';
import type { WalletKind } from './wallet.model.ts';

export interface CheckedSignature {
  readonly kind: WalletKind;
  /** Of a contract: the block in which it called the signature its own. A key's needs no chain. */
  readonly blockNumber: number | null;
}

interface Question {
  readonly address: string;
  readonly chainId: number;
  readonly digest: Hex;
  readonly signature: Hex;
}

const EOA_SIGNATURE_BYTES = 65;

async function isOfKey({ address, digest, signature }: Question): Promise<boolean> {
  if (size(signature) !== EOA_SIGNATURE_BYTES) return false;
  try {
    return isAddressEqual(await recoverAddress({ hash: digest, signature }), getAddress(address));
  } catch {
    // Bytes that are no point on the curve are nobody's signature; a contract may still read them its own way.
    return false;
  }
}

/**
 * Whether a wallet signed this digest: by its key, which needs nobody else, or by its contract on the chain
 * (EIP-1271).
 * @throws AppError INVALID_SIGNATURE; UPSTREAM_UNAVAILABLE when the chain cannot be asked now
 */
export async function checkSignature(question: Question): Promise<CheckedSignature> {
  if (await isOfKey(question)) return { kind: 'eoa', blockNumber: null };
  const reader = chainReader(question.chainId);
  if (reader === null) throw new AppError('INVALID_SIGNATURE');
  try {
    const blockNumber = await reader.verifyContractSignature(question);
    if (blockNumber === null) throw new AppError('INVALID_SIGNATURE');
    return { kind: 'contract', blockNumber };
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    throw new AppError('UPSTREAM_UNAVAILABLE', {
      message:
        'The network cannot be asked about this signature now. Nothing was accepted. Try again shortly.',
      cause: error,
    });
  }
}
