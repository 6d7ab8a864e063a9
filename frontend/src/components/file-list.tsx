'use client';

import Box from '@mui/material/Box';
import { Download } from 'lucide-react';
import { Button } from '@/components/button';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

interface NamedFile {
  readonly id: string;
  readonly name: string;
}

interface FileListProps<F> {
  files: readonly F[];
  /** Fetches one of them and hands it to the browser; what it throws is shown as a toast. */
  onDownload: (file: F) => Promise<void>;
}

/** Files to download, each by a button with its name. */
export function FileList<F extends NamedFile>({ files, onDownload }: FileListProps<F>) {
  const { t } = useTranslation();
  const toast = useToast();
  if (files.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t('files.label')}
      sx={{ listStyle: 'none', p: 0, m: 0, display: 'flex', flexWrap: 'wrap', gap: 2 }}
    >
      {files.map((file) => (
        <Box component="li" key={file.id} sx={{ maxWidth: '100%' }}>
          <Button
            size="small"
            startIcon={<Download size={14} aria-hidden />}
            aria-label={t('files.download', { name: file.name })}
            onClick={() => {
              onDownload(file).catch(toast.error);
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
