'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CornerDownRight } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { questionsQuery, type Question, type RequestDetail } from '@/actions/marketplace';
import { itemsOf } from '@/actions/paging';
import { useSession } from '@/actions/session';
import { Button, LinkButton } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Person } from '@/components/person';
import { Skeleton } from '@/components/skeleton';
import { WaitingChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { OwnWords } from './own-words';
import { Panel } from '@/components/panel';
import { patiently } from '@/lib/patiently';

const AskForm = dynamic(
  patiently(async () => (await import('./question-forms')).AskForm),
  { ssr: false },
);
const AnswerForm = dynamic(
  patiently(async () => (await import('./question-forms')).AnswerForm),
  { ssr: false },
);

/** What sellers asked and the buyer answered, for everybody who sees the request. */
export function Questions({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('marketplace');
  const { t: common } = useTranslation();
  const questions = useInfiniteQuery(questionsQuery(request.id));
  const [asking, setAsking] = useState(false);
  const items = itemsOf(questions.data);
  const mayAsk = request.abilities.includes('ask');
  return (
    <Panel
      title={t('questions.title')}
      lead={t('questions.lead')}
      action={
        mayAsk ? (
          !asking && (
            <Button
              size="small"
              onClick={() => {
                setAsking(true);
              }}
            >
              {t('questions.ask')}
            </Button>
          )
        ) : (
          <SignInToAsk request={request} />
        )
      }
    >
      {mayAsk && asking && (
        <AskForm
          requestId={request.id}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
      {questions.isPending ? (
        <Box role="status" aria-label={common('state.loading')} sx={{ display: 'grid', gap: 3 }}>
          <Skeleton width="40%" height={20} />
          <Skeleton width="85%" height={18} />
        </Box>
      ) : questions.isError && !questions.data ? (
        <ErrorState error={questions.error} onRetry={() => void questions.refetch()} />
      ) : items.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>
          {t('questions.empty')}
          {request.viewerRole === 'buyer' && ` ${t('questions.emptyBuyer')}`}
        </Typography>
      ) : (
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            '& > li + li': { borderTop: 1, borderColor: 'divider', mt: 5, pt: 5 },
          }}
        >
          {items.map((question) => (
            <li key={question.id}>
              <QuestionItem question={question} mayAnswer={request.abilities.includes('answer')} />
            </li>
          ))}
        </Box>
      )}
      {questions.hasNextPage && (
        <Box sx={{ mt: 5 }}>
          <Button
            size="small"
            loading={questions.isFetchingNextPage}
            onClick={() => void questions.fetchNextPage()}
          >
            {common('action.loadMore')}
          </Button>
        </Box>
      )}
    </Panel>
  );
}

function SignInToAsk({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const pathname = usePathname();
  const { status } = useSession();
  if (status !== 'anonymous' || request.status !== 'open') return null;
  return (
    <LinkButton size="small" href={paths.signIn(language, pathname)}>
      {t('questions.signIn')}
    </LinkButton>
  );
}

function QuestionItem({ question, mayAnswer }: { question: Question; mayAnswer: boolean }) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const [answering, setAnswering] = useState(false);
  const { asker, answer } = question;
  const name = asker.name || t('questions.formerMember');
  return (
    <Box component="article" data-testid="question" sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}>
        <Person size={24} name={name} href={asker.name ? paths.profile(language, asker.id) : undefined} />
        <Typography variant="caption" component="span" sx={{ color: 'text.secondary' }}>
          <RelativeTime at={question.askedAt} />
        </Typography>
        {!answer && mayAnswer && <WaitingChip size="small" />}
      </Box>
      <OwnWords>{question.text}</OwnWords>
      {answer ? (
        <Box sx={{ display: 'flex', gap: 3, p: 4, borderRadius: 1, bgcolor: 'surface.sunken' }}>
          <Box aria-hidden className="mirror-rtl" sx={{ color: 'text.secondary', pt: 0.5 }}>
            <CornerDownRight size={16} />
          </Box>
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 1 }}>
              {t('questions.answeredBy')} · <RelativeTime at={answer.answeredAt} />
            </Typography>
            <OwnWords>{answer.text}</OwnWords>
          </Box>
        </Box>
      ) : !mayAnswer ? (
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
          {t('questions.unanswered')}
        </Typography>
      ) : answering ? (
        <AnswerForm
          questionId={question.id}
          askerName={name}
          onClose={() => {
            setAnswering(false);
          }}
        />
      ) : (
        <Box>
          <Button
            size="small"
            onClick={() => {
              setAnswering(true);
            }}
          >
            {t('questions.answer')}
          </Button>
        </Box>
      )}
    </Box>
  );
}
