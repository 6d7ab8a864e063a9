'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { decidePayoutAction, type DeskDecision, type DeskPayoutDetail } from '@/actions/payouts';
import { useStepUp } from '@/actions/step-up';
import { Button } from '@/components/button';
import { TextField } from '@/components/form';
import { FormError } from '@/components/form-error';
import { Panel } from '@/components/panel';
import { StepUpDialog } from '@/components/step-up-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

type Written = 'refuse' | 'recordFound' | 'callFailed';

const schemas = {
  refuse: z.object({ text: z.string().trim().min(10, 'field.tooShort|count=10').max(500) }),
  recordFound: z.object({
    text: z
      .string()
      .trim()
      .regex(/^0x[0-9a-fA-F]{64}$/, 'deskPayouts:badHash'),
  }),
  callFailed: z.object({ text: z.string().trim().min(10, 'field.tooShort|count=10').max(2000) }),
} as const;

/** Buttons for what the API says this admin may do now; what moves money wants words and the password. */
export function PayoutDecisions({ detail }: { detail: DeskPayoutDetail }) {
  const { t } = useTranslation('deskPayouts');
  const toast = useToast();
  const decide = useMutation(decidePayoutAction);
  const stepUp = useStepUp();
  const [writing, setWriting] = useState<Written | null>(null);
  const payoutId = detail.payout.id;
  const run = (decision: DeskDecision) => {
    stepUp
      .run(() => decide.mutateAsync(decision))
      .then(
        () => {
          setWriting(null);
          toast.success(t(`done.${decision.kind}`));
        },
        // The panel shows what the API refused.
        () => undefined,
      );
  };
  return (
    <Panel title={t('decide')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <FormError error={decide.error} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          {detail.abilities.map((ability) => (
            <Button
              key={ability}
              variant={ability === 'approve' ? 'contained' : undefined}
              loading={decide.isPending && decide.variables.kind === ability}
              onClick={() => {
                if (ability === 'approve' || ability === 'lookAgain') run({ kind: ability, payoutId });
                else setWriting(ability);
              }}
            >
              {t(`ability.${ability}`)}
            </Button>
          ))}
        </Box>
        {writing && (
          <Words
            key={writing}
            kind={writing}
            pending={decide.isPending}
            onSubmit={(text) => {
              if (writing === 'refuse') run({ kind: 'refuse', payoutId, note: text });
              else if (writing === 'recordFound') run({ kind: 'recordFound', payoutId, txid: text });
              else run({ kind: 'callFailed', payoutId, evidence: text });
            }}
          />
        )}
      </Box>
      <StepUpDialog {...stepUp.dialog} />
    </Panel>
  );
}

interface WordsProps {
  kind: Written;
  pending: boolean;
  onSubmit: (text: string) => void;
}

function Words({ kind, pending, onSubmit }: WordsProps) {
  const { t } = useTranslation('deskPayouts');
  const form = useForm({ resolver: zodResolver(schemas[kind]), defaultValues: { text: '' } });
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) =>
        void form.handleSubmit(({ text }) => {
          onSubmit(text);
        })(event)
      }
      sx={{ display: 'grid', gap: 3 }}
    >
      <TextField
        control={form.control}
        name="text"
        label={t(`words.${kind}`)}
        help={t(`wordsHelp.${kind}`)}
        autoComplete="off"
      />
      <Box>
        <Button type="submit" variant="contained" loading={pending}>
          {t(`ability.${kind}`)}
        </Button>
      </Box>
    </Box>
  );
}
