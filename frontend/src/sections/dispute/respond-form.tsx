'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { respondAction } from '@/actions/disputes';
import { uploadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { FileDrop, type UploadedFile } from '@/components/file-drop';
import { applyApiError, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useTranslation } from '@/locales/i18n-provider';
import { otherSide, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

const schema = z.object({
  statement: z.string().trim().min(20, 'field.tooShort|count=20').max(4000, 'field.tooLong|count=4000'),
});

/** The other party gives its side, with what shows it. */
export function RespondForm({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const toasts = useStepToasts();
  const respond = useMutation(respondAction);
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const [uploading, setUploading] = useState(false);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { statement: '' } });
  const other = words.name(dispute[otherSide(dispute.viewerRole)].name);
  const submit = ({ statement }: z.output<typeof schema>) => {
    const body = { statement, attachmentIds: files.map(({ id }) => id) };
    const outcome = toasts(t('respond.done', { other }), undefined, 'beside');
    respond.mutate(
      { disputeId: dispute.id, body },
      {
        ...outcome,
        onError: (error) => {
          if (!applyApiError(form, error)) outcome.onError(error);
        },
      },
    );
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => void form.handleSubmit(submit)(event)}
      sx={{ mt: 5, display: 'grid', gap: 4 }}
    >
      <FormError error={respond.error} />
      <TextField
        control={form.control}
        name="statement"
        label={t('respond.statement')}
        help={t('respond.help', { other })}
        multiline
        minRows={5}
        maxRows={16}
      />
      <FileDrop
        files={files}
        onChange={setFiles}
        upload={uploadFileAction}
        onBusy={setUploading}
        label={t('respond.files')}
      />
      <Box>
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={uploading}
          loading={respond.isPending}
        >
          {t('respond.submit', { other })}
        </Button>
      </Box>
    </Box>
  );
}
