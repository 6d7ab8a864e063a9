'use client';

import { FileSignature } from 'lucide-react';
import type { Words } from '@/actions/words';
import { Facts } from '@/components/facts';
import { Panel } from '@/components/panel';
import { Person } from '@/components/person';
import { useTranslation } from '@/locales/i18n-provider';
import type { PartyDispute } from './dispute-state';

/** What the dispute is about: who opened it, why, and what they want. */
export function AboutPanel({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const { opener, openedBy, reason, wish, mediator, openedAt, milestone } = dispute;
  return (
    <Panel title={t('about.heading')} icon={FileSignature}>
      <Facts
        rows={[
          {
            label: t('about.openedBy'),
            value:
              openedBy === 'timer' ? (
                t('timeline.automatically')
              ) : (
                <Person name={dispute[opener].name} size={22} />
              ),
          },
          { label: t('about.openedAt'), value: words.dateTime(openedAt) },
          { label: t('about.reason'), value: t(`reason.${reason}`) },
          ...(wish ? [{ label: t('about.wish'), value: t(`wish.${opener}.${wish}`) }] : []),
          ...(milestone.title && milestone.title !== dispute.title
            ? [{ label: t('about.milestone'), value: <bdi>{milestone.title}</bdi> }]
            : []),
          { label: t('about.price'), value: <bdi dir="ltr">{words.price(milestone.price)}</bdi> },
          {
            label: t('about.mediator'),
            value: mediator ? <Person name={mediator.name} size={22} /> : t('about.noMediator'),
          },
        ]}
      />
    </Panel>
  );
}
