'use client';

import Box from '@mui/material/Box';
import { Link2, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Evidence } from '@/lib/api/types.gen';
import { checkChain, type ChainVerdict } from '@/lib/evidence-chain';
import { useTranslation } from '@/locales/i18n-provider';

interface EvidenceSealProps {
  disputeId: string;
  pieces: readonly Evidence[];
  head: { readonly evidenceCount: number; readonly evidenceHead: string };
  complete: boolean;
}

/**
 * Whether the chain of evidence is unbroken, worked out in this browser. The dispute and its evidence come by two
 * calls: while one of them is ahead of the other there is nothing to judge.
 */
export function EvidenceSeal({ disputeId, pieces, head, complete }: EvidenceSealProps) {
  const { t } = useTranslation('dispute');
  const { evidenceCount, evidenceHead } = head;
  const [checked, setChecked] = useState<{
    readonly of: readonly Evidence[];
    readonly verdict: ChainVerdict;
  }>();
  const judgeable = complete && pieces.length === evidenceCount;
  useEffect(() => {
    if (!judgeable) return;
    let gone = false;
    void checkChain(disputeId, pieces, { evidenceCount, evidenceHead }).then((verdict) => {
      if (!gone) setChecked({ of: pieces, verdict });
    });
    return () => {
      gone = true;
    };
  }, [judgeable, disputeId, pieces, evidenceCount, evidenceHead]);
  const verdict = judgeable && checked?.of === pieces ? checked.verdict : null;
  const broken = verdict?.state === 'broken';
  const Icon = broken ? ShieldAlert : verdict?.state === 'unbroken' ? ShieldCheck : Link2;
  const text =
    verdict === null
      ? t('evidence.checking')
      : verdict.state === 'broken'
        ? t('evidence.broken', { number: verdict.seq })
        : t(`evidence.${verdict.state}`, { count: pieces.length });
  return (
    <Box
      role={broken ? 'alert' : 'status'}
      data-testid="evidence-seal"
      data-state={verdict?.state ?? 'checking'}
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 2,
        flex: '1 1 260px',
        fontSize: '0.875rem',
        lineHeight: 1.45,
        color: broken ? 'error.main' : 'text.secondary',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          display: 'flex',
          pt: 0.5,
          color: broken
            ? 'error.main'
            : verdict?.state === 'unbroken'
              ? 'tone.completed.fg'
              : 'text.secondary',
        }}
      >
        <Icon size={16} />
      </Box>
      {text}
    </Box>
  );
}
