'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DealMoney } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { Address } from '@/components/address';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { Facts } from './facts';
import { addsUp, whoMayAct } from './vault-sums';

interface AccountProps {
  money: DealMoney;
  words: Words;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box sx={{ mt: 5 }}>
      <Typography variant="caption" component="h3" sx={{ color: 'text.secondary', mb: 2 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** What came in, and that the places above add up to it. */
export function VaultTotal({ money, words }: AccountProps) {
  const { t } = useTranslation('dealMoney');
  if (money.cameIn.length === 0) return null;
  return (
    <Box sx={{ mt: 4, pt: 4, borderTop: 1, borderColor: 'divider' }} data-testid="money-total">
      <Facts
        rows={money.cameIn.map(({ source, money: amount }) => ({
          label: source === 'credit' ? `${t('cameIn')} · ${t('fromCredit')}` : t('cameIn'),
          value: <bdi dir="ltr">{words.money(amount)}</bdi>,
          strong: true,
        }))}
      />
      <Typography
        variant="caption"
        component="p"
        sx={{ mt: 1.5, display: 'flex', alignItems: 'center', gap: 1.5, color: 'text.secondary' }}
      >
        {addsUp(money) && (
          <>
            <Box component="span" aria-hidden sx={{ display: 'flex', color: 'tone.funded.fg' }}>
              <CircleCheck size={14} />
            </Box>
            {t('addsUp')} ·{' '}
          </>
        )}
        {t('asOf', { date: words.dateTime(money.asOf) })}
      </Typography>
    </Box>
  );
}

/** What was seen coming and is in no sum yet. */
export function VaultArriving({ money, words }: AccountProps) {
  const { t } = useTranslation('dealMoney');
  const format = useFormat();
  if (money.arriving.length === 0) return null;
  return (
    <Section title={t('arriving.heading')}>
      <Facts
        rows={money.arriving.map(({ status, txid, money: amount, confirmations }) => ({
          label: (
            <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
              <Address value={txid} />
              {status === 'detected'
                ? t('arriving.detected', { seen: format.number(confirmations) })
                : t('arriving.quarantined')}
            </Box>
          ),
          value: <bdi dir="ltr">{words.money(amount)}</bdi>,
        }))}
      />
    </Section>
  );
}

/** Each milestone's own money; one milestone is the whole deal. */
export function VaultMilestones({ money, words }: AccountProps) {
  const { t } = useTranslation('dealMoney');
  if (money.milestones.length < 2) return null;
  return (
    <Section title={t('milestones')}>
      <Facts
        rows={money.milestones.map((milestone, index) => ({
          label: <bdi>{milestone.title || t('milestone', { number: index + 1 })}</bdi>,
          value: (
            <Box component="span" sx={{ display: 'grid', justifyItems: 'end' }}>
              {milestone.parts.length === 0
                ? '–'
                : milestone.parts.map((part) => (
                    <span key={`${part.place}-${part.money.asset}`}>
                      <bdi dir="ltr">{words.money(part.money)}</bdi> {t(`place.${part.place}`)}
                      {part.frozen && ` · ${t('frozen')}`}
                    </span>
                  ))}
            </Box>
          ),
        }))}
      />
    </Section>
  );
}

/** Who may act, and what silence does to the money. */
export function VaultNext({ money, words }: AccountProps) {
  const { t } = useTranslation('dealMoney');
  const [next] = money.next;
  const people = whoMayAct(money);
  if (next === undefined && people.length === 0) return null;
  return (
    <Section title={t('next.heading')}>
      {next && (
        <Typography variant="body2" data-testid="money-next" sx={{ mb: 2 }}>
          {t(`next.${next.moneyGoesTo}`, { date: words.dateTime(next.at) })}
        </Typography>
      )}
      <Facts
        rows={[
          {
            label: t('act.heading'),
            value: people.length === 0 ? t('act.nobody') : people.map((who) => t(`act.${who}`)).join(' · '),
          },
        ]}
      />
    </Section>
  );
}
