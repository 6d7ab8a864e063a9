import { hashTypedData, type Hex, type TypedDataDefinition } from 'viem';
import type { ChallengeRecord } from './challenge.repository.ts';

/** EIP-712 typed data in a shape that is the same as JSON: amounts and times are texts that a person can read. */
export interface TypedData {
  readonly domain: { readonly name: string; readonly version: string; readonly chainId: number };
  readonly types: Readonly<Record<string, { readonly name: string; readonly type: string }[]>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
}

export const domainOn = (chainId: number): TypedData['domain'] => ({ name: 'Amn', version: '1', chainId });

/** The 32 bytes that a wallet signs. */
export const digestOf = (data: TypedData): Hex => hashTypedData(data as unknown as TypedDataDefinition);

/** What a challenge holds, as it was written down. */
export const typedDataIn = ({ content }: Pick<ChallengeRecord, 'content'>): TypedData =>
  JSON.parse(content) as TypedData;
