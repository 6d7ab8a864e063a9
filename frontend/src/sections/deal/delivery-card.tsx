'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { PackageCheck, RotateCcw } from 'lucide-react';
import type { ChangeRequest, Delivery } from '@/actions/deal';
import { CopyButton } from '@/components/copy-button';
import { ExternalLink } from '@/components/text-link';
import { RelativeTime } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';
import { downloadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { FileList } from '@/components/file-list';
import { Facts, type FactRow } from './facts';

interface DeliveryCardProps {
  delivery: Delivery;
  number: number;
  /** Title of its milestone, where there are several. */
  part?: string | undefined;
}

/** What was handed over: note, link, tracking number, files. */
export function DeliveryCard({ delivery, number, part }: DeliveryCardProps) {
  const { t } = useTranslation('deal');
  const { link, trackingNumber, attachments } = delivery;
  const rows: FactRow[] = [];
  if (link) {
    rows.push({
      label: t('deliveries.link'),
      value: (
        <bdi dir="ltr">
          <ExternalLink href={link}>{link}</ExternalLink>
        </bdi>
      ),
    });
  }
  if (trackingNumber) {
    rows.push({
      label: t('deliveries.tracking'),
      value: (
        <bdi dir="ltr">
          {trackingNumber} <CopyButton text={trackingNumber} label={t('deliveries.trackingCopy')} />
        </bdi>
      ),
    });
  }
  return (
    <Entry
      icon={<PackageCheck size={16} />}
      tone="delivered"
      title={t('deliveries.delivery', { number })}
      part={part}
      at={delivery.deliveredAt}
      text={delivery.note}
    >
      {rows.length > 0 && <Facts rows={rows} />}
      <FileList files={attachments} onDownload={downloadFileAction} />
    </Entry>
  );
}

/** What the buyer asked to be changed. */
export function ChangesCard({
  change,
  words,
  part,
}: {
  change: ChangeRequest;
  words: Words;
  part?: string | undefined;
}) {
  const { t } = useTranslation('deal');
  return (
    <Entry
      icon={<RotateCcw size={16} />}
      tone="changes"
      title={t('deliveries.changes')}
      part={part}
      at={change.requestedAt}
      text={change.note}
    >
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {t('deliveries.due', { date: words.date(change.redeliveryDueAt) })}
      </Typography>
    </Entry>
  );
}

interface EntryProps {
  icon: React.ReactNode;
  tone: 'delivered' | 'changes';
  title: string;
  part: string | undefined;
  at: string;
  text: string;
  children: React.ReactNode;
}

function Entry({ icon, tone, title, part, at, text, children }: EntryProps) {
  return (
    <Box sx={{ display: 'grid', gap: 3, p: 4, border: 1, borderColor: 'divider', borderRadius: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Box aria-hidden sx={{ display: 'flex', color: `tone.${tone}.fg` }}>
          {icon}
        </Box>
        <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
          {part && (
            <>
              <bdi>{part}</bdi>
              {' · '}
            </>
          )}
          {title}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <RelativeTime at={at} />
        </Typography>
      </Box>
      <Typography variant="body2" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
      {children}
    </Box>
  );
}
