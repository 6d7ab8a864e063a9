'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { addEvidenceAction, type NewEvidence } from '@/actions/disputes';
import { uploadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { ActionRow } from '@/components/action-row';
import { Button } from '@/components/button';
import { FileDrop, type UploadedFile } from '@/components/file-drop';
import { applyApiError, SelectField, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { SegmentedRadio } from '@/components/segmented';
import { ApiError } from '@/lib/api-error';
import { useTranslation } from '@/locales/i18n-provider';
import type { PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

const KINDS = ['message', 'file', 'tracking', 'transaction'] as const;
type Kind = (typeof KINDS)[number];

const line = (max: number) => z.string().trim().max(max, `field.tooLong|count=${max}`);
const required = (max: number) => line(max).min(1, 'field.required');
const link = line(2000).refine(
  (text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success,
  { message: 'dispute:add.linkInvalid' },
);
const empty = {
  text: '',
  caption: '',
  carrier: '',
  trackingNumber: '',
  link: '',
  asset: '',
  txid: '',
  note: '',
};
type Values = typeof empty;

/** What each kind asks for; the others' fields are left alone. */
const free = z.object({
  text: z.string(),
  caption: z.string(),
  carrier: z.string(),
  trackingNumber: z.string(),
  link: z.string(),
  asset: z.string(),
  txid: z.string(),
  note: z.string(),
});
const schemas: Readonly<Record<Kind, typeof free>> = {
  message: free.extend({ text: required(4000) }),
  file: free.extend({ caption: line(200) }),
  tracking: free.extend({
    carrier: required(80),
    trackingNumber: required(100).min(3, 'field.tooShort|count=3'),
    link,
  }),
  transaction: free.extend({ asset: required(40), txid: required(128), note: line(200) }),
};

interface AddEvidenceProps {
  dispute: PartyDispute;
  words: Words;
  onDone: () => void;
}

const isRefused = (error: unknown, field: string): boolean =>
  error instanceof ApiError && error.fields.some(({ path }) => path === field);

/** A piece of evidence: what kind, then what that kind needs. It can never be changed, which is said first. */
export function AddEvidence({ dispute, words, onDone }: AddEvidenceProps) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const toasts = useStepToasts();
  const add = useMutation(addEvidenceAction);
  const [kind, setKind] = useState<Kind>('message');
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const [uploading, setUploading] = useState(false);
  const form = useForm<Values>({
    resolver: (values, context, options) => zodResolver(schemas[kind])(values, context, options),
    defaultValues: { ...empty, asset: dispute.held.asset },
  });
  const [file] = files;

  const pieceOf = (values: Values): NewEvidence | null => {
    switch (kind) {
      case 'message':
        return { kind, text: values.text };
      case 'file':
        return file ? { kind, fileId: file.id, caption: values.caption } : null;
      case 'tracking': {
        const { carrier, trackingNumber, link: page } = values;
        return { kind, carrier, trackingNumber, link: page || null };
      }
      case 'transaction':
        return {
          kind,
          asset: values.asset,
          txid: values.txid,
          note: values.note,
        };
    }
  };
  const submit = (values: Values) => {
    const evidence = pieceOf(values);
    if (!evidence) return;
    const body = { evidence };
    const outcome = toasts(t('add.done'), onDone, 'beside');
    add.mutate(
      { disputeId: dispute.id, body },
      {
        ...outcome,
        onError: (error) => {
          if (isRefused(error, 'evidence.txid'))
            form.setError('txid', { message: 'dispute:add.txidInvalid' });
          else if (!applyApiError(form, error)) outcome.onError(error);
        },
      },
    );
  };
  const text = (name: keyof Values, optional = false, ltr = false) => (
    <TextField
      control={form.control}
      name={name}
      label={t(`add.${name}`)}
      optional={optional}
      inputProps={ltr ? { dir: 'ltr' } : {}}
    />
  );
  return (
    <Box
      component="form"
      noValidate
      aria-label={t('add.open')}
      onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => void form.handleSubmit(submit)(event)}
      sx={{
        display: 'grid',
        gap: 4,
        p: { xs: 4, sm: 5 },
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
      }}
    >
      <Box>
        <SegmentedRadio
          label={t('add.kind')}
          value={kind}
          choices={KINDS.map((value) => ({ value, label: t(`evidence.kind.${value}`) }))}
          onChange={(value) => {
            form.clearErrors();
            setKind(value);
          }}
        />
      </Box>
      <FormError error={add.error} />
      {kind === 'message' && (
        <TextField
          control={form.control}
          name="text"
          label={t('add.text')}
          multiline
          minRows={4}
          maxRows={12}
        />
      )}
      {kind === 'file' && (
        <>
          <FileDrop
            files={files}
            onChange={setFiles}
            upload={uploadFileAction}
            onBusy={setUploading}
            maxFiles={1}
            label={t('add.file')}
          />
          {text('caption', true)}
        </>
      )}
      {kind === 'tracking' && (
        <>
          {text('carrier')}
          {text('trackingNumber', false, true)}
          {text('link', true, true)}
        </>
      )}
      {kind === 'transaction' && (
        <>
          <SelectField
            control={form.control}
            name="asset"
            label={t('add.asset')}
            options={words.assets.map(({ code, symbol, network }) => ({
              value: code,
              label: [symbol, network].filter(Boolean).join(' · '),
            }))}
          />
          {text('txid', false, true)}
          {text('note', true)}
        </>
      )}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('add.forEver')}
      </Typography>
      <ActionRow>
        <Button
          type="submit"
          variant="contained"
          disabled={uploading || (kind === 'file' && !file)}
          loading={add.isPending}
        >
          {t('add.submit')}
        </Button>
        <Button variant="text" disabled={add.isPending} onClick={onDone}>
          {common('action.cancel')}
        </Button>
      </ActionRow>
    </Box>
  );
}
