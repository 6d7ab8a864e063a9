'use client';

import { Fuel } from 'lucide-react';
import { useState } from 'react';
import type { FoundFees as Found } from '@/actions/books';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { ToneName } from '@/theme/tokens';
import { BookFees } from './book-fees';
import { useMoney } from './use-money';

const TONES: Readonly<Record<Found['state'], ToneName>> = {
  booked: 'completed',
  small: 'completed',
  large: 'waiting',
  too_high: 'waiting',
  surplus: 'waiting',
  uncovered: 'danger',
};

interface FoundFeesProps {
  reconciliationId: string;
  fees: Found;
  /** To people, in the coin. */
  owed: { amount: string; asset: string } | null;
}

/** What a chain's own coin is off by because of network fees, and what is to be done about it. */
export function FoundFees({ reconciliationId, fees, owed }: FoundFeesProps) {
  const { t } = useTranslation('adminBooks');
  const language = useLanguage();
  const money = useMoney();
  const [isOpen, setOpen] = useState(false);
  const { state } = fees;
  const isReturn = fees.amount.amount.startsWith('-');
  const size = { ...fees.amount, amount: fees.amount.amount.replace('-', '') };
  const amount = money.apart(size);
  const title = state === 'booked' && isReturn ? 'returned' : state;
  const mayBook = state === 'large' || state === 'too_high';
  return (
    <Notice
      tone={TONES[state]}
      icon={Fuel}
      title={t(`reconciliation.fees.${title}Title`, {
        amount,
        owed: owed === null ? '' : money.apart(owed),
      })}
      action={
        mayBook && (
          <Button
            size="small"
            variant="contained"
            onClick={() => {
              setOpen(true);
            }}
          >
            {t(isReturn ? 'reconciliation.fees.takeBack' : 'reconciliation.fees.book')}
          </Button>
        )
      }
    >
      {state === 'booked' ? <Booked fees={fees} /> : <span>{t(`reconciliation.fees.${state}`)}</span>}{' '}
      {(state === 'too_high' || state === 'surplus' || state === 'uncovered') && (
        <TextLink href={paths.admin.treasury(language)}>{t('reconciliation.fees.topUp')}</TextLink>
      )}
      {isOpen && (
        <BookFees
          reconciliationId={reconciliationId}
          amount={size}
          isReturn={isReturn}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </Notice>
  );
}

/** Who booked it, and why. */
function Booked({ fees: { booked } }: { fees: Found }) {
  const { t } = useTranslation('adminBooks');
  const format = useFormat();
  if (booked === null) return null;
  const when = format.dateTime(booked.at);
  if (booked.by === 'schedule') return <span>{t('reconciliation.fees.bySchedule', { when })}</span>;
  const name = `\u2068${booked.adminName ?? t('reconciliation.trigger.admin')}\u2069`;
  const note = `\u2068${booked.note}\u2069`;
  return <span>{t('reconciliation.fees.byAdmin', { name, when, note })}</span>;
}
