'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { deliverAction, type Deal, type Milestone } from '@/actions/deal';
import { uploadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { ActionRow } from '@/components/action-row';
import { BackLink } from '@/components/back-link';
import { Button, LinkButton } from '@/components/button';
import { FileDrop, type UploadedFile } from '@/components/file-drop';
import { applyApiError, TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { PageHeader } from '@/components/page-header';
import { paths } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isInParts, milestoneTo } from './deal-state';
import { ChangesCard } from './delivery-card';
import { NotNow } from './not-now';
import { PartOf } from './part-of';
import { WithDeal } from './with-deal';

const schema = z.object({
  note: z.string().trim().min(1, 'field.required').max(4000, 'field.tooLong|count=4000'),
  link: z
    .string()
    .trim()
    .max(2000, 'field.tooLong|count=2000')
    .refine((text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success, {
      message: 'deal:deliver.linkInvalid',
    }),
  trackingNumber: z.string().trim().max(100, 'field.tooLong|count=100'),
});

/** The seller hands over: a note, and a link, a tracking number or files as evidence. */
export function DeliverView({ requestId, milestoneId }: { requestId: string; milestoneId: string | null }) {
  return (
    <WithDeal requestId={requestId} width="reading">
      {(deal, words) => {
        const milestone = milestoneTo('deliver', deal.contract.milestones, milestoneId);
        return milestone ? (
          <DeliverForm deal={deal} milestone={milestone} words={words} />
        ) : (
          <NotNow requestId={requestId} step="deliver" />
        );
      }}
    </WithDeal>
  );
}

function DeliverForm({ deal, milestone, words }: { deal: Deal; milestone: Milestone; words: Words }) {
  const { t } = useTranslation('deal');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const deliver = useMutation(deliverAction);
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const [uploading, setUploading] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { note: '', link: '', trackingNumber: '' },
  });
  const buyer = words.name(deal.buyer.name);
  const toDeal = paths.deal(language, deal.requestId);
  const change = milestone.status === 'changes_requested' ? milestone.changeRequests.at(-1) : undefined;

  const submit = ({ note, link, trackingNumber }: z.output<typeof schema>) => {
    const body = {
      milestoneId: milestone.id,
      note,
      link: link || null,
      trackingNumber: trackingNumber || null,
      attachmentIds: files.map(({ id }) => id),
    };
    deliver.mutate(
      { requestId: deal.requestId, body },
      {
        onSuccess: () => {
          toast.success(t('deliver.done', { buyer }));
          router.push(toDeal);
        },
        onError: (error) => applyApiError(form, error),
      },
    );
  };

  return (
    <>
      <PageHeader
        eyebrow={
          <BackLink href={toDeal}>
            <bdi>{deal.title}</bdi>
          </BackLink>
        }
        title={t('deliver.title', { buyer })}
        lead={t('deliver.lead', {
          buyer,
          days: words.days(deal.contract.inspectionDays),
          amount: milestone.sellerGets ? words.money(milestone.sellerGets) : words.price(milestone.price),
        })}
      />
      {isInParts(deal) && (
        <Box sx={{ mb: 5 }}>
          <PartOf deal={deal} milestone={milestone} />
        </Box>
      )}
      {change && (
        <Box sx={{ mb: 5 }}>
          <ChangesCard change={change} words={words} />
        </Box>
      )}
      <Card
        component="form"
        noValidate
        onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => void form.handleSubmit(submit)(event)}
        sx={{ p: { xs: 4, sm: 6 }, display: 'grid', gap: 5 }}
      >
        <FormError error={deliver.error} />
        <TextField
          control={form.control}
          name="note"
          label={t('deliver.note')}
          help={t('deliver.noteHelp')}
          multiline
          minRows={5}
          maxRows={16}
        />
        <TextField
          control={form.control}
          name="link"
          type="url"
          label={t('deliver.link')}
          help={t('deliver.linkHelp')}
          optional
          inputProps={{ dir: 'ltr', inputMode: 'url' }}
        />
        <TextField
          control={form.control}
          name="trackingNumber"
          label={t('deliver.tracking')}
          optional
          inputProps={{ dir: 'ltr' }}
        />
        <FileDrop
          files={files}
          onChange={setFiles}
          upload={uploadFileAction}
          onBusy={setUploading}
          label={t('deliver.files')}
        />
        <ActionRow>
          <Button
            type="submit"
            variant="contained"
            size="large"
            disabled={uploading}
            loading={deliver.isPending}
          >
            {t('deliver.submit', { buyer })}
          </Button>
          <LinkButton href={toDeal} variant="text" size="large">
            {common('action.back')}
          </LinkButton>
        </ActionRow>
      </Card>
    </>
  );
}
