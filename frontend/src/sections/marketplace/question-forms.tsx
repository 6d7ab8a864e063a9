'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { answerQuestionAction, askQuestionAction } from '@/actions/marketplace';
import { Button } from '@/components/button';
import { applyApiError, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

interface WordsFormProps {
  label: string;
  help: string;
  submitLabel: string;
  /** Characters. */
  min: number;
  max: number;
  send: (text: string) => Promise<unknown>;
  pending: boolean;
  error: unknown;
  onClose: () => void;
}

/** One text to write and send. */
function WordsForm({ label, help, submitLabel, min, max, send, pending, error, onClose }: WordsFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    resolver: zodResolver(
      z.object({
        text: z
          .string()
          .trim()
          .min(1, 'field.required')
          .min(min, `field.tooShort|count=${min}`)
          .max(max, `field.tooLong|count=${max}`),
      }),
    ),
    defaultValues: { text: '' },
  });
  const submit = async ({ text }: { text: string }) => {
    try {
      await send(text);
      onClose();
    } catch (failure) {
      applyApiError(form, failure);
    }
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void form.handleSubmit(submit)(event)}
      sx={{ display: 'grid', gap: 3, mb: 5 }}
    >
      <TextField
        control={form.control}
        name="text"
        label={label}
        help={help}
        multiline
        minRows={3}
        maxRows={12}
        autoFocus
        dir="auto"
      />
      <FormError error={error} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button type="submit" variant="contained" loading={pending}>
          {submitLabel}
        </Button>
        <Button variant="text" disabled={pending} onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </Box>
    </Box>
  );
}

export function AskForm({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const { t } = useTranslation('marketplace');
  const toast = useToast();
  const ask = useMutation(askQuestionAction);
  return (
    <WordsForm
      label={t('questions.askLabel')}
      help={t('questions.askHelp')}
      submitLabel={t('questions.send')}
      min={5}
      max={1000}
      pending={ask.isPending}
      error={ask.error}
      onClose={onClose}
      send={async (text) => {
        await ask.mutateAsync({ requestId, text });
        toast.success(t('questions.sent'));
      }}
    />
  );
}

interface AnswerFormProps {
  questionId: string;
  askerName: string;
  onClose: () => void;
}

export function AnswerForm({ questionId, askerName, onClose }: AnswerFormProps) {
  const { t } = useTranslation('marketplace');
  const toast = useToast();
  const answer = useMutation(answerQuestionAction);
  return (
    <WordsForm
      label={t('questions.answerLabel', { name: askerName })}
      help={t('questions.answerHelp')}
      submitLabel={t('questions.sendAnswer')}
      min={1}
      max={2000}
      pending={answer.isPending}
      error={answer.error}
      onClose={onClose}
      send={async (text) => {
        await answer.mutateAsync({ questionId, text });
        toast.success(t('questions.answered'));
      }}
    />
  );
}
