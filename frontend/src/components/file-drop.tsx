'use client';

import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { FileText, Upload, X } from 'lucide-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { useErrorText } from '@/hooks/use-error-text';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

/** A file as the API knows it after the upload. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface UploadOptions {
  readonly signal: AbortSignal;
  /** @param share 0 to 1 */
  readonly onProgress: (share: number) => void;
}

interface FileDropProps {
  files: readonly UploadedFile[];
  /** Told with what to do to the present list, since several uploads may end at once. */
  onChange: (change: (files: readonly UploadedFile[]) => readonly UploadedFile[]) => void;
  /** `uploadFileAction` of the actions. */
  upload: (file: File, options: UploadOptions) => Promise<UploadedFile>;
  /** Told when uploads begin and when all have ended: what is sent before then goes without them. */
  onBusy?: (busy: boolean) => void;
  maxFiles?: number;
  maxBytes?: number;
  label: string;
}

interface Running {
  readonly key: string;
  readonly name: string;
  readonly share: number;
  readonly abort: () => void;
}

const MEGABYTE = 1024 * 1024;
const ACCEPT = '.pdf,.png,.jpg,.jpeg,.webp,.gif,.txt,.md,.csv,.zip';

/** Files dropped or chosen go up at once, each with a bar and a way to stop it. */
export function FileDrop(props: FileDropProps) {
  const { files, onChange, upload, onBusy, maxFiles = 10, maxBytes = 10 * MEGABYTE, label } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [running, setRunning] = useState<readonly Running[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const busy = running.length > 0;
  useEffect(() => {
    onBusy?.(busy);
  }, [busy, onBusy]);

  const size = (bytes: number) =>
    format.number(Math.max(0.1, bytes / MEGABYTE), {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 1,
    });

  const start = async (file: File) => {
    const key = crypto.randomUUID();
    const controller = new AbortController();
    setRunning((list) => [
      ...list,
      {
        key,
        name: file.name,
        share: 0,
        abort: () => {
          controller.abort();
        },
      },
    ]);
    const onProgress = (share: number) => {
      setRunning((list) => list.map((one) => (one.key === key ? { ...one, share } : one)));
    };
    try {
      const done = await upload(file, { signal: controller.signal, onProgress });
      onChange((list) => [...list, done]);
    } catch (error) {
      if (!controller.signal.aborted) {
        setProblems((list) => [...list, `${t('upload.failed', { name: file.name })} ${errorText(error)}`]);
      }
    } finally {
      setRunning((list) => list.filter((one) => one.key !== key));
    }
  };

  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    const room = maxFiles - files.length - running.length;
    const tooLarge = chosen.filter((file) => file.size > maxBytes);
    const fitting = chosen.filter((file) => file.size <= maxBytes);
    setProblems([
      ...tooLarge.map((file) => t('upload.tooLarge', { name: file.name, size: size(maxBytes) })),
      ...(fitting.length > room ? [t('upload.tooMany', { count: maxFiles })] : []),
    ]);
    for (const file of fitting.slice(0, Math.max(0, room))) void start(file);
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };

  return (
    <Box role="group" aria-label={label}>
      <Typography variant="subtitle2" sx={{ mb: 1.5 }}>
        {label}
      </Typography>
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={drop}
        sx={{
          display: 'flex',
          alignItems: 'center',
          flexWrap: 'wrap',
          gap: 4,
          p: 4,
          border: '1px dashed',
          borderColor: over ? 'primary.main' : 'surface.borderStrong',
          borderRadius: 1,
          bgcolor: over ? 'surface.brandSoft' : 'transparent',
        }}
      >
        <Box aria-hidden sx={{ color: 'text.secondary', display: 'flex' }}>
          <Upload size={22} strokeWidth={1.75} />
        </Box>
        <Box sx={{ flex: '1 1 200px' }}>
          <Typography variant="body2" sx={{ fontWeight: 550 }}>
            {t('upload.drop')}
          </Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t('upload.limit', { size: size(maxBytes) })}
          </Typography>
        </Box>
        <Button size="small" variant="outlined" onClick={() => input.current?.click()}>
          {t('upload.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple={maxFiles > 1}
          accept={ACCEPT}
          aria-label={label}
          className="visually-hidden"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {files.map((file) => (
          <FileRow
            key={file.id}
            name={file.name}
            note={size(file.sizeBytes)}
            action={t('upload.remove', { name: file.name })}
            onAction={() => {
              onChange((list) => list.filter(({ id }) => id !== file.id));
            }}
          />
        ))}
        {running.map(({ key, name, share, abort }) => (
          <FileRow
            key={key}
            name={name}
            note={format.percent(share, 0)}
            share={share}
            action={t('upload.cancel', { name })}
            onAction={abort}
          />
        ))}
      </Box>
      <Box role="alert">
        {problems.map((problem) => (
          <Typography key={problem} variant="caption" sx={{ display: 'block', mt: 1.5, color: 'error.main' }}>
            {problem}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

interface FileRowProps {
  name: string;
  note: string;
  share?: number;
  action: string;
  onAction: () => void;
}

function FileRow({ name, note, share, action, onAction }: FileRowProps) {
  const { t } = useTranslation();
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 3, mt: 2, minHeight: 44 }}>
      <FileText size={18} aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" noWrap>
          <bdi>{name}</bdi>
        </Typography>
        {share !== undefined && (
          <LinearProgress
            variant="determinate"
            value={share * 100}
            aria-label={t('upload.uploading', { name })}
            sx={{ mt: 1 }}
          />
        )}
      </Box>
      <Typography variant="caption" className="tabular" sx={{ color: 'text.secondary' }}>
        {note}
      </Typography>
      <IconButton small label={action} onClick={onAction}>
        <X size={16} aria-hidden />
      </IconButton>
    </Box>
  );
}
