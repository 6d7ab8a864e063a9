'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { useForm, useFormState, type Control, type UseFormReturn } from 'react-hook-form';
import { saveRequestAction, type RequestDetail } from '@/actions/request-form';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { FormError } from '@/components/form-error';
import { applyApiError } from '@/components/form';
import { Notice } from '@/components/notice';
import { paths } from '@/config/paths';
import { useBusyParts } from '@/hooks/use-busy-parts';
import { useNow } from '@/hooks/use-now';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AssistPanel } from './assist-panel';
import { FilesSection, OffersSection, PrivateSection, TermsSection, WhatSection } from './form-sections';
import { KeepForm } from './keep-form';
import { forget, keptFormName, readKept } from './kept-form';
import { NextSteps } from './next-steps';
import { contentOf, emptyValues, formSchema, valuesOf, type Values } from './schema';
import { useLeaveGuard } from './use-leave-guard';

type Form = UseFormReturn<Values>;

interface RequestFormProps {
  userId: string;
  /** Null for a new request. */
  draft: RequestDetail | null;
}

/** The one form of a request: beside it help with the words, and what happens next. */
export function RequestForm({ userId, draft }: RequestFormProps) {
  const { t } = useTranslation('requestForm');
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const now = useNow();
  const save = useMutation(saveRequestAction);
  // What the API has of it: known from the first save on, and goes on with every further one.
  const [stored, setStored] = useState(draft);
  const schema = useMemo(() => formSchema(() => now), [now]);
  const form: Form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: draft ? valuesOf(draft) : emptyValues(language),
  });
  const { name, restored, startOver } = useKept(form, userId, draft);
  const { isDirty } = useFormState({ control: form.control });
  const guard = useLeaveGuard(isDirty && !save.isPending && !save.isSuccess);

  const send = (publish: boolean) =>
    form.handleSubmit((values) => {
      const invited = stored?.invitedSellers ?? [];
      const inviteIds = values.invitees
        .map(({ id }) => id)
        .filter((id) => !invited.some((one) => one.id === id));
      if (publish && values.visibility === 'invited' && invited.length + inviteIds.length === 0) {
        form.setError('invitees', { type: 'custom', message: 'requestForm:invite.needed' });
        form.setFocus('invitees');
        return;
      }
      const content = contentOf(values);
      save.mutate(
        {
          draft: stored && { id: stored.id, version: stored.version },
          content,
          inviteIds,
          publish,
          onStored: setStored,
        },
        {
          onSuccess: (request) => {
            forget(name);
            form.reset({ ...form.getValues(), invitees: [] });
            setStored(request);
            toast.success(t(publish ? 'done.published' : 'done.saved'));
            if (publish) router.push(paths.request(language, request.id));
            else if (!draft) router.replace(paths.editRequest(language, request.id));
            else save.reset();
          },
          onError: (error) => applyApiError(form, error),
        },
      );
    })();

  const going = save.isPending || save.isSuccess;
  const { busy: uploading, tell } = useBusyParts();
  const publishing = save.variables?.publish === true;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        void send(true);
      }}
      sx={{
        display: 'grid',
        gap: { xs: 6, lg: 8 },
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
        gridTemplateAreas: {
          xs: '"help" "form" "next" "send"',
          lg: '"form help" "form next" "send next"',
        },
        gridTemplateRows: { lg: 'auto 1fr auto' },
        alignItems: 'start',
      }}
    >
      <KeepForm control={form.control} name={name} version={draft && stored ? stored.version : null} />
      <Box sx={{ gridArea: 'help', minWidth: 0 }}>
        <AssistPanel form={form} />
      </Box>
      <Box sx={{ gridArea: 'form', display: 'grid', gap: 6, minWidth: 0 }}>
        {restored && (
          <Notice
            tone="neutral"
            icon={History}
            role="status"
            title={t('kept.title')}
            action={
              <Button size="small" onClick={startOver}>
                {t(draft ? 'kept.discard' : 'kept.startOver')}
              </Button>
            }
          >
            {t('kept.body')}
          </Notice>
        )}
        <WhatSection control={form.control} />
        <TermsSection control={form.control} />
        <FilesSection
          form={form}
          onBusy={(busy) => {
            tell('files', busy);
          }}
        />
        <OffersSection form={form} invited={stored?.invitedSellers ?? []} now={now} />
        <PrivateSection
          form={form}
          onBusy={(busy) => {
            tell('privateFiles', busy);
          }}
        />
      </Box>
      <Box sx={{ gridArea: 'next', minWidth: 0, position: { lg: 'sticky' }, top: { lg: 88 } }}>
        <NextSteps control={form.control} />
      </Box>
      <Box sx={{ gridArea: 'send', display: 'grid', gap: 4, minWidth: 0 }}>
        <FormError error={save.error} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
          <Button
            type="submit"
            variant="contained"
            size="large"
            loading={going && publishing}
            disabled={going || uploading}
          >
            {t('action.publish')}
          </Button>
          <Button
            size="large"
            loading={going && !publishing}
            disabled={going || uploading}
            onClick={() => void send(false)}
          >
            {t('action.saveDraft')}
          </Button>
          <SaveState control={form.control} isStored={stored !== null} />
        </Box>
      </Box>
      <ConfirmDialog
        open={guard.asking}
        danger
        title={t('leave.title')}
        confirmLabel={t('leave.confirm')}
        cancelLabel={t('leave.stay')}
        onConfirm={guard.leave}
        onClose={guard.stay}
      >
        {t('leave.body')}
      </ConfirmDialog>
    </Box>
  );
}

/** Brings back what this tab kept, once. */
function useKept(form: Form, userId: string, draft: RequestDetail | null) {
  const language = useLanguage();
  const [name] = useState(() => keptFormName(userId, draft?.id ?? null));
  const [kept, setKept] = useState(() => readKept(name, draft?.version ?? null));
  useEffect(() => {
    if (kept) form.reset(kept, { keepDefaultValues: true });
  }, [form, kept]);
  return {
    name,
    restored: kept !== null,
    startOver: () => {
      forget(name);
      setKept(null);
      form.reset(draft ? valuesOf(draft) : emptyValues(language));
    },
  };
}

function SaveState({ control, isStored }: { control: Control<Values>; isStored: boolean }) {
  const { t } = useTranslation('requestForm');
  const { isDirty } = useFormState({ control });
  const text = isDirty ? t('state.unsaved') : isStored ? t('state.saved') : '';
  return (
    <Box role="status" sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
      {text}
    </Box>
  );
}
