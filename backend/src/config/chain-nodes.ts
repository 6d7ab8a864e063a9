import { z } from 'zod';

/** Where chains are read: one node for the only chain there is, or one for each. */
export interface ChainNodes {
  /** Stands for whatever chain is asked about; its reader refuses a node of another chain. */
  readonly only: string | null;
  readonly byChain: ReadonlyMap<number, string>;
}

const OF_CHAIN = /^(\d{1,15})=(.+)$/;

/** `https://node`, or `1=https://node,56=https://other`. */
export const chainNodesSchema = z.string().transform((text, context): ChainNodes => {
  const parts = text.split(',').map((part) => part.trim());
  const [first = ''] = parts;
  if (parts.length === 1 && !OF_CHAIN.test(first) && URL.canParse(first)) {
    return { only: first, byChain: new Map() };
  }
  const byChain = new Map<number, string>();
  for (const part of parts) {
    const [, chainId = '', url = ''] = OF_CHAIN.exec(part) ?? [];
    if (!URL.canParse(url) || byChain.has(Number(chainId))) {
      context.addIssue({
        code: 'custom',
        message: 'must be the address of a node, or chainId=address for each chain, with commas between',
      });
      return z.NEVER;
    }
    byChain.set(Number(chainId), url);
  }
  return { only: null, byChain };
});

export const nodeOf = (nodes: ChainNodes | undefined, chainId: number): string | undefined =>
  nodes?.byChain.get(chainId) ?? nodes?.only ?? undefined;
