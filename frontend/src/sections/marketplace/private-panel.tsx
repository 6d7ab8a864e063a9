'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { PrivatePart, RequestDetail } from '@/actions/marketplace';
import { useTranslation } from '@/locales/i18n-provider';
import { downloadFileAction } from '@/actions/files';
import { FileList } from '@/components/file-list';
import { OwnWords } from './own-words';
import { Panel } from '@/components/panel';

const isEmpty = (part: PrivatePart): boolean =>
  part.deliveryAddress === '' && part.contact === '' && part.note === '' && part.attachments.length === 0;

/** What only the parties see. */
export function PrivatePanel({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('marketplace');
  const part = request.privatePart;
  if (!part || isEmpty(part)) return null;
  const lines = [
    [t('private.address'), part.deliveryAddress],
    [t('private.contact'), part.contact],
    [t('private.note'), part.note],
  ] as const;
  return (
    <Panel
      title={t('private.title')}
      lead={request.viewerRole === 'buyer' ? t('private.lead') : t('private.leadSeller')}
    >
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 4 }}>
        {lines
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <Typography component="dt" variant="subtitle2" sx={{ mb: 0.5 }}>
                {label}
              </Typography>
              <Box component="dd" sx={{ m: 0 }}>
                <OwnWords>{value}</OwnWords>
              </Box>
            </div>
          ))}
      </Box>
      <Box sx={{ mt: 5, '&:empty': { display: 'none' } }}>
        <FileList files={part.attachments} onDownload={downloadFileAction} />
      </Box>
    </Panel>
  );
}
