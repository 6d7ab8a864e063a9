'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Clock, LockKeyhole, PauseCircle, Scale, Snowflake, type LucideIcon } from 'lucide-react';
import type { Deal, Milestone } from '@/actions/deal';
import type { Party } from '@/actions/disputes';
import { uploadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { ChoiceCards } from '@/components/choice-cards';
import { TextArea } from '@/components/dispute/text-area';
import { Facts } from '@/components/facts';
import { FileDrop, type UploadedFile } from '@/components/file-drop';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { wishesOf } from './dispute-state';
import { reasonsOf, STATEMENT, type Answers, type Question } from './opening';

interface QuestionBodyProps {
  question: Question;
  deal: Deal;
  role: Party;
  milestones: readonly Milestone[];
  words: Words;
  answers: Answers;
  files: readonly UploadedFile[];
  onFiles: React.Dispatch<React.SetStateAction<readonly UploadedFile[]>>;
  onUploading: (busy: boolean) => void;
  onChange: (change: Partial<Omit<Answers, 'attachmentIds'>>) => void;
}

/** One question with its answers. */
export function QuestionBody(props: QuestionBodyProps) {
  const { question, deal, role, milestones, words, answers, onChange } = props;
  const { t } = useTranslation('dispute');
  const language = useLanguage();
  const other = words.name(role === 'buyer' ? deal.seller.name : deal.buyer.name);
  const heldOf = ({ held, price }: Milestone) => (held ? words.money(held) : words.price(price));
  switch (question) {
    case 'milestone':
      return (
        <ChoiceCards
          label={t('open.milestone.title')}
          value={answers.milestoneId}
          choices={milestones.map((milestone) => ({
            value: milestone.id,
            title: <bdi>{milestone.title}</bdi>,
            note: t('open.milestone.held', { amount: heldOf(milestone) }),
          }))}
          onChange={(milestoneId) => {
            onChange({ milestoneId });
          }}
        />
      );
    case 'reason':
      return (
        <Box sx={{ display: 'grid', gap: 4 }}>
          <ChoiceCards
            label={t('open.reason.title')}
            value={answers.reason}
            choices={reasonsOf(role).map((value) => ({ value, title: t(`reason.${value}`) }))}
            onChange={(reason) => {
              onChange({ reason });
            }}
          />
          {deal.abilities.includes('requestChanges') && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('open.reason.changes', { other })}{' '}
              <TextLink href={paths.deal(language, deal.requestId)}>{t('open.reason.toDeal')}</TextLink>
            </Typography>
          )}
        </Box>
      );
    case 'statement':
      return <Statement {...props} other={other} />;
    case 'wish':
      return (
        <ChoiceCards
          label={t('open.wish.title')}
          value={answers.wish}
          choices={wishesOf(role).map((value) => ({
            value,
            title: t(`wish.${role}.${value}`),
            note: t(`open.wish.${role}.${value as 'split'}`, { other }),
          }))}
          onChange={(wish) => {
            onChange({ wish });
          }}
        />
      );
    case 'review':
      return <Review {...props} other={other} held={heldOf} />;
  }
}

function Statement({
  answers,
  files,
  onFiles,
  onUploading,
  onChange,
  other,
}: QuestionBodyProps & { other: string }) {
  const { t } = useTranslation('dispute');
  const format = useFormat();
  const { length } = answers.statement.trim();
  const missing = STATEMENT.min - length;
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <TextArea
        autoFocus
        label={t('open.statement.label')}
        help={
          length > 0 && missing > 0
            ? t('open.statement.more', { count: missing, number: format.number(missing) })
            : t('open.statement.help', { other })
        }
        rows={7}
        maxLength={STATEMENT.max}
        value={answers.statement}
        onChange={(statement) => {
          onChange({ statement });
        }}
      />
      <FileDrop
        files={files}
        onChange={onFiles}
        upload={uploadFileAction}
        onBusy={onUploading}
        label={t('open.statement.files')}
      />
    </Box>
  );
}

const THEN: readonly (readonly [
  key: 'freeze' | 'answer' | 'silence' | 'mediator' | 'money',
  icon: LucideIcon,
])[] = [
  ['freeze', Snowflake],
  ['answer', Clock],
  ['silence', PauseCircle],
  ['mediator', Scale],
  ['money', LockKeyhole],
];

/** What is about to be sent, and what happens then. */
function Review(props: QuestionBodyProps & { other: string; held: (milestone: Milestone) => string }) {
  const { answers, milestones, deal, role, files, other, held } = props;
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const milestone = milestones.find(({ id }) => id === answers.milestoneId);
  const amount = milestone ? held(milestone) : '';
  return (
    <Box sx={{ display: 'grid', gap: 6 }}>
      <Facts
        rows={[
          ...(deal.contract.milestones.length > 1 && milestone
            ? [{ label: t('about.milestone'), value: <bdi>{milestone.title}</bdi> }]
            : []),
          { label: t('open.review.about'), value: amount, strong: true },
          ...(answers.reason ? [{ label: t('about.reason'), value: t(`reason.${answers.reason}`) }] : []),
          ...(answers.wish
            ? [{ label: t('open.review.wish'), value: t(`wish.${role}.${answers.wish}`) }]
            : []),
          ...(files.length > 0
            ? [{ label: common('files.label'), value: files.map(({ name }) => name).join(', ') }]
            : []),
        ]}
      />
      <Typography
        variant="body2"
        dir="auto"
        sx={{
          p: 4,
          borderRadius: 1.5,
          bgcolor: 'surface.sunken',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {answers.statement.trim()}
      </Typography>
      <Box>
        <Typography variant="h4" component="h3" sx={{ mb: 3 }}>
          {t('open.then.title')}
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 3 }}>
          {THEN.map(([key, Icon]) => (
            <Box component="li" key={key} sx={{ display: 'flex', gap: 3 }}>
              <Box aria-hidden sx={{ pt: 0.5, color: 'primary.main' }}>
                <Icon size={18} strokeWidth={1.75} />
              </Box>
              <Typography variant="body2">{t(`open.then.${key}`, { other, amount })}</Typography>
            </Box>
          ))}
        </Box>
      </Box>
    </Box>
  );
}
