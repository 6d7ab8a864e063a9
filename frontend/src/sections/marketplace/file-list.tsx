'use client';

import Box from '@mui/material/Box';
import { Download } from 'lucide-react';
import { downloadFileAction } from '@/actions/files';
import type { FileRef } from '@/actions/marketplace';
import { Button } from '@/components/button';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

/** Files to download, each by a button with its name. */
export function FileList({ files }: { files: readonly FileRef[] }) {
  const { t } = useTranslation('marketplace');
  const toast = useToast();
  if (files.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t('request.files')}
      sx={{ listStyle: 'none', p: 0, m: 0, mt: 5, display: 'flex', flexWrap: 'wrap', gap: 2 }}
    >
      {files.map((file) => (
        <Box component="li" key={file.id} sx={{ maxWidth: '100%' }}>
          <Button
            size="small"
            startIcon={<Download size={14} aria-hidden />}
            aria-label={t('request.download', { name: file.name })}
            onClick={() => {
              downloadFileAction(file).catch(toast.error);
            }}
          >
            <Box component="bdi" sx={{ overflowWrap: 'anywhere' }}>
              {file.name}
            </Box>
          </Button>
        </Box>
      ))}
    </Box>
  );
}
