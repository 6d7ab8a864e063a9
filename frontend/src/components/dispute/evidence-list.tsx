'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  ExternalLink as LinkIcon,
  FileText,
  MessageSquareText,
  ReceiptText,
  Truck,
  UserRoundPen,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { CopyButton } from '@/components/copy-button';
import { FileList } from '@/components/file-list';
import { Facts } from '@/components/facts';
import { Initials } from '@/components/initials';
import { ExternalLink } from '@/components/text-link';
import { RelativeTime } from '@/components/time-left';
import type { Evidence } from '@/lib/api/types.gen';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { EvidenceSeal } from './evidence-seal';

const icons: Readonly<Record<Evidence['kind'], LucideIcon>> = {
  statement: UserRoundPen,
  message: MessageSquareText,
  file: FileText,
  tracking: Truck,
  transaction: ReceiptText,
};

type EvidenceFile = Extract<Evidence, { kind: 'file' }>['file'];

interface EvidenceListProps {
  disputeId: string;
  pieces: readonly Evidence[];
  /** What the chain has to come to, as the dispute says. */
  head: { readonly evidenceCount: number; readonly evidenceHead: string };
  /** All pieces are here: only then the chain can be judged. */
  complete: boolean;
  onDownload: (file: EvidenceFile) => Promise<void>;
}

/** Everything that was handed in, in its order, with the proof that nothing was changed since. */
export function EvidenceList({ disputeId, pieces, head, complete, onDownload }: EvidenceListProps) {
  const { t } = useTranslation('dispute');
  const [hashes, setHashes] = useState(false);
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {pieces.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('evidence.empty')}
        </Typography>
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 3 }}>
          {pieces.map((piece) => (
            <Piece key={piece.id} piece={piece} hashes={hashes} onDownload={onDownload} />
          ))}
        </Box>
      )}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 3,
          pt: 4,
          borderTop: 1,
          borderColor: 'divider',
        }}
      >
        <EvidenceSeal disputeId={disputeId} pieces={pieces} head={head} complete={complete} />
        {pieces.length > 0 && (
          <Button
            size="small"
            variant="text"
            aria-expanded={hashes}
            onClick={() => {
              setHashes(!hashes);
            }}
          >
            {t(hashes ? 'evidence.hideHashes' : 'evidence.showHashes')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

interface PieceProps {
  piece: Evidence;
  hashes: boolean;
  onDownload: EvidenceListProps['onDownload'];
}

function Piece({ piece, hashes, onDownload }: PieceProps) {
  const { t } = useTranslation('dispute');
  const format = useFormat();
  const Icon = icons[piece.kind];
  return (
    <Box
      component="li"
      data-testid="evidence"
      data-kind={piece.kind}
      sx={{
        p: 4,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        display: 'grid',
        gap: 3,
        minWidth: 0,
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1 }}>
        <Initials name={piece.author.name} size={28} />
        <Box sx={{ flex: '1 1 160px', minWidth: 0 }}>
          <Typography variant="subtitle2" component="h3" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
            <bdi>{piece.author.name}</bdi>
            <Box component="span" sx={{ color: 'text.secondary', fontWeight: 450 }}>
              {t(`party.${piece.by}`)}
            </Box>
          </Typography>
        </Box>
        <Box
          component="span"
          sx={{
            display: 'inline-flex',
            alignItems: 'center',
            gap: 1.5,
            fontSize: '0.8125rem',
            color: 'text.secondary',
          }}
        >
          <Icon size={14} aria-hidden />
          {t(`evidence.kind.${piece.kind}`)} · <bdi>#{format.number(piece.seq)}</bdi> ·{' '}
          <RelativeTime at={piece.at} />
        </Box>
      </Box>
      <Content piece={piece} onDownload={onDownload} />
      {hashes && (
        <Box sx={{ pt: 3, borderTop: '1px dashed', borderColor: 'divider' }}>
          <Facts
            rows={[
              ...(piece.kind === 'file'
                ? [
                    {
                      label: t('evidence.fileHash'),
                      value: <Address value={piece.sha256} copyLabel={t('evidence.copyHash')} />,
                    },
                  ]
                : []),
              {
                label: t('evidence.before'),
                value: piece.prevHash ? (
                  <Address value={piece.prevHash} copyLabel={t('evidence.copyHash')} />
                ) : (
                  t('evidence.first')
                ),
              },
              {
                label: t('evidence.hash'),
                value: <Address value={piece.hash} copyLabel={t('evidence.copyHash')} />,
              },
            ]}
          />
        </Box>
      )}
    </Box>
  );
}

function Content({ piece, onDownload }: Pick<PieceProps, 'piece' | 'onDownload'>): ReactNode {
  const { t } = useTranslation('dispute');
  switch (piece.kind) {
    case 'statement':
    case 'message':
      return <Words text={piece.text} />;
    case 'file':
      return (
        <Box sx={{ display: 'grid', gap: 2 }}>
          {piece.caption && <Words text={piece.caption} />}
          <FileList files={[piece.file]} onDownload={onDownload} />
        </Box>
      );
    case 'tracking':
      return (
        <Facts
          rows={[
            { label: t('evidence.carrier'), value: <bdi>{piece.carrier}</bdi> },
            {
              label: t('evidence.number'),
              value: (
                <bdi dir="ltr">
                  {piece.trackingNumber}{' '}
                  <CopyButton text={piece.trackingNumber} label={t('evidence.copyNumber')} />
                </bdi>
              ),
            },
            ...(piece.link
              ? [
                  {
                    label: t('evidence.link'),
                    value: (
                      <bdi dir="ltr">
                        <ExternalLink href={piece.link}>
                          <LinkIcon size={14} aria-hidden /> {piece.link}
                        </ExternalLink>
                      </bdi>
                    ),
                  },
                ]
              : []),
          ]}
        />
      );
    case 'transaction':
      return (
        <Box sx={{ display: 'grid', gap: 2 }}>
          {piece.note && <Words text={piece.note} />}
          <Facts
            rows={[
              { label: t('evidence.asset'), value: <bdi dir="ltr">{piece.asset}</bdi> },
              {
                label: t('evidence.txid'),
                value: <Address value={piece.txid} copyLabel={t('evidence.copyHash')} />,
              },
            ]}
          />
        </Box>
      );
  }
}

function Words({ text }: { text: string }) {
  return (
    <Typography variant="body2" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text}
    </Typography>
  );
}
