'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { assetsQuery } from '@/actions/payment';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { useFormat } from '@/locales/use-format';

interface Amount {
  readonly amount: string;
  readonly asset: string;
}

/**
 * Amounts of the books, signed where they are. A chain's own coin is none of the registry's: its fees are paid in it
 * and nothing else, so what is known of it comes with the chain. What nobody knows is shown in base units.
 */
export function useMoney(): {
  readonly text: (money: Amount) => string;
  readonly show: (money: Amount) => ReactNode;
} {
  const { data: assets } = useQuery(assetsQuery());
  const { chains } = useRuntimeConfig();
  const format = useFormat();
  const text = ({ amount, asset }: Amount): string => {
    const known =
      assets?.find(({ code }) => code === asset) ??
      chains.find(({ currency }) => currency?.symbol === asset)?.currency;
    const isNegative = amount.startsWith('-');
    const digits = format.base(isNegative ? amount.slice(1) : amount, known?.decimals ?? 0);
    return `${isNegative ? '−' : ''}${digits} ${known?.symbol ?? asset}`;
  };
  return {
    text,
    show: (money) => (
      <bdi dir="ltr" className="tabular" style={{ whiteSpace: 'nowrap' }}>
        {text(money)}
      </bdi>
    ),
  };
}
