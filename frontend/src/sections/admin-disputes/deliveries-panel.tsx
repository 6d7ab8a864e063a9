'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { PackageCheck, RotateCcw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Dispute } from '@/actions/disputes';
import { downloadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { Facts } from '@/components/facts';
import { FileList } from '@/components/file-list';
import { Panel } from '@/components/panel';
import { ExternalLink } from '@/components/text-link';
import { RelativeTime } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';

/** What was handed over and what was asked to be changed, newest first. */
export function DeliveriesPanel({ dispute, words }: { dispute: Dispute; words: Words }) {
  const { t } = useTranslation('adminDisputes');
  const { deliveries, changeRequests } = dispute.milestone;
  const entries = [
    ...deliveries.map(({ id, deliveredAt, note, link, trackingNumber, attachments }, index) => ({
      at: deliveredAt,
      node: (
        <Entry
          key={id}
          icon={PackageCheck}
          title={t('deliveries.delivery', { number: index + 1 })}
          at={deliveredAt}
          text={note}
        >
          {(link !== null || trackingNumber !== null) && (
            <Facts
              rows={[
                ...(link === null
                  ? []
                  : [
                      {
                        label: t('deliveries.link'),
                        value: (
                          <bdi dir="ltr">
                            <ExternalLink href={link}>{link}</ExternalLink>
                          </bdi>
                        ),
                      },
                    ]),
                ...(trackingNumber === null
                  ? []
                  : [{ label: t('deliveries.tracking'), value: <bdi dir="ltr">{trackingNumber}</bdi> }]),
              ]}
            />
          )}
          <FileList files={attachments} onDownload={downloadFileAction} />
        </Entry>
      ),
    })),
    ...changeRequests.map(({ requestedAt, redeliveryDueAt, note }) => ({
      at: requestedAt,
      node: (
        <Entry
          key={requestedAt}
          icon={RotateCcw}
          title={t('deliveries.changes')}
          at={requestedAt}
          text={note}
        >
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t('deliveries.due', { date: words.dateTime(redeliveryDueAt) })}
          </Typography>
        </Entry>
      ),
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Panel title={t('deliveries.heading')} icon={PackageCheck}>
      {entries.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('deliveries.empty')}
        </Typography>
      ) : (
        <Box sx={{ display: 'grid', gap: 3 }}>{entries.map(({ node }) => node)}</Box>
      )}
    </Panel>
  );
}

interface EntryProps {
  icon: LucideIcon;
  title: string;
  at: string;
  text: string;
  children: ReactNode;
}

function Entry({ icon: Icon, title, at, text, children }: EntryProps) {
  return (
    <Box sx={{ display: 'grid', gap: 3, p: 4, border: 1, borderColor: 'divider', borderRadius: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Icon size={16} aria-hidden />
        <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
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
