'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { Deal, Milestone } from '@/actions/deal';
import { openDisputeAction, type Party } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { ActionRow } from '@/components/action-row';
import { BackLink } from '@/components/back-link';
import { Button } from '@/components/button';
import type { UploadedFile } from '@/components/file-drop';
import { FormError } from '@/components/form-error';
import { PageHeader } from '@/components/page-header';
import { paths } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { bodyOf, isAnswered, questionsFor, type Answers, type Question } from './opening';
import { QuestionBody } from './question-body';

interface OpenDisputeFormProps {
  deal: Deal;
  role: Party;
  milestones: readonly Milestone[];
  words: Words;
}

/** The questions one by one, with a way back; what was answered stays. */
export function OpenDisputeForm({ deal, role, milestones, words }: OpenDisputeFormProps) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  const router = useRouter();
  const toast = useToast();
  const open = useMutation(openDisputeAction);
  const heading = useRef<HTMLHeadingElement>(null);
  const [at, setAt] = useState(0);
  const [uploading, setUploading] = useState(false);
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const [answers, setAnswers] = useState<Omit<Answers, 'attachmentIds'>>({
    milestoneId: milestones.length === 1 ? (milestones[0]?.id ?? null) : null,
    reason: null,
    statement: '',
    wish: null,
  });
  const { requestId } = deal;
  const questions = questionsFor(milestones);
  const question: Question = questions[at] ?? 'review';
  const whole: Answers = { ...answers, attachmentIds: files.map(({ id }) => id) };
  const other = words.name(role === 'buyer' ? deal.seller.name : deal.buyer.name);

  // Each question is read from its beginning.
  useEffect(() => {
    if (at > 0) heading.current?.focus();
  }, [at]);

  const submit = () => {
    const body = bodyOf(requestId, whole);
    if (!body) return;
    open.mutate(body, {
      onSuccess: ({ id }) => {
        toast.success(t('open.done', { other }));
        router.replace(paths.dispute(language, requestId, id));
      },
    });
  };
  return (
    <>
      <PageHeader
        eyebrow={
          <BackLink href={paths.deal(language, requestId)}>
            <bdi>{deal.title}</bdi>
          </BackLink>
        }
        title={t('open.title')}
        lead={t('open.lead')}
      />
      <Card
        component="form"
        noValidate
        onSubmit={(event: React.SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          if (question === 'review') submit();
          else if (isAnswered(question, whole)) setAt(at + 1);
        }}
        sx={{ p: { xs: 4, sm: 6 }, display: 'grid', gap: 5 }}
      >
        <Box>
          <Typography variant="overline" component="p" sx={{ color: 'text.secondary' }}>
            {t('open.step', { at: format.number(at + 1), of: format.number(questions.length) })}
          </Typography>
          <Typography
            ref={heading}
            variant="h3"
            component="h2"
            tabIndex={-1}
            sx={{ mt: 1, outline: 0, textWrap: 'balance' }}
          >
            {t(`open.${question}.title`)}
          </Typography>
        </Box>
        <QuestionBody
          question={question}
          deal={deal}
          role={role}
          milestones={milestones}
          words={words}
          answers={whole}
          files={files}
          onFiles={setFiles}
          onUploading={setUploading}
          onChange={(change) => {
            setAnswers((present) => ({ ...present, ...change }));
          }}
        />
        <FormError error={open.error} />
        <ActionRow>
          {question === 'review' ? (
            <Button type="submit" variant="contained" size="large" loading={open.isPending}>
              {t('open.submit')}
            </Button>
          ) : (
            <Button
              type="submit"
              variant="contained"
              size="large"
              disabled={!isAnswered(question, whole) || uploading}
            >
              {common('action.continue')}
            </Button>
          )}
          {at > 0 && (
            <Button
              variant="text"
              size="large"
              disabled={open.isPending}
              onClick={() => {
                setAt(at - 1);
              }}
            >
              {common('action.back')}
            </Button>
          )}
        </ActionRow>
      </Card>
    </>
  );
}
