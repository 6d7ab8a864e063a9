'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Gavel, Handshake, Scale } from 'lucide-react';
import type { Dispute, DisputeDecision, Division } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { DivisionBar } from '@/components/dispute/division-bar';
import { Panel } from '@/components/panel';
import { RelativeTime } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';

interface PartProps {
  dispute: Dispute;
  words: Words;
}

const baseOf = ({ buyerGets, sellerGets, fee }: Division) => ({
  buyerGets: BigInt(buyerGets.amount),
  sellerGets: BigInt(sellerGets.amount),
  fee: BigInt(fee.amount),
});

/** What was offered and decided so far: the parties' splits, the proposal, the ruling, the appeal, the outcome. */
export function OffersPanel({ dispute, words }: PartProps) {
  const { t } = useTranslation('adminDisputes');
  const { t: disputes } = useTranslation('dispute');
  const { splits, proposal, ruling, appeal, decision, outcome } = dispute;
  const asset = words.assetOf(dispute.held.asset);
  const names = { buyer: words.name(dispute.buyer.name), seller: words.name(dispute.seller.name) };
  const bar = (division: Division) => <DivisionBar division={baseOf(division)} asset={asset} names={names} />;
  const answered = (['buyer', 'seller'] as const).flatMap((side) => {
    const state = proposal?.acceptedBy.includes(side)
      ? 'accepted'
      : proposal?.declinedBy.includes(side)
        ? 'declined'
        : 'open';
    // After the ruling nobody is asked for an answer any more.
    if (state === 'open' && dispute.status !== 'proposed') return [];
    return [disputes(`proposal.other.${state}`, { other: names[side] })];
  });
  return (
    <>
      {outcome && (
        <Panel
          title={disputes('money.outcome')}
          icon={Scale}
          lead={disputes(`outcome.${outcome.how}`, { date: words.dateTime(outcome.at) })}
        >
          {bar(outcome.division)}
        </Panel>
      )}
      {decision && <Made title={disputes('decision.appeal')} made={decision} bar={bar} words={words} />}
      {appeal && (
        <Panel title={disputes('decision.appealBy', { name: names[appeal.by] })} icon={Scale}>
          <Words text={appeal.reasons} at={appeal.at} />
        </Panel>
      )}
      {ruling && <Made title={disputes('decision.ruling')} made={ruling} bar={bar} words={words} />}
      {proposal && (
        <Made
          title={disputes('decision.proposal')}
          made={proposal}
          bar={bar}
          words={words}
          note={answered.join(' ')}
        />
      )}
      <Panel title={t('offers.heading')} icon={Handshake} lead={t('offers.lead')}>
        {splits.length === 0 ? (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('offers.empty')}
          </Typography>
        ) : (
          <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 3 }}>
            {[...splits].reverse().map(({ id, by, division, note, status, at }) => (
              <Box
                component="li"
                key={id}
                sx={{ display: 'grid', gap: 3, p: 4, border: 1, borderColor: 'divider', borderRadius: 1.5 }}
              >
                <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
                  <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
                    {disputes('offers.theirs', { other: names[by] })}
                  </Typography>
                  <TonePill
                    size="small"
                    tone={status === 'open' ? 'open' : status === 'accepted' ? 'completed' : 'ended'}
                  >
                    {status === 'open' ? t('offers.open') : disputes(`offers.status.${status}`)}
                  </TonePill>
                  <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                    <RelativeTime at={at} />
                  </Typography>
                </Box>
                {bar(division)}
                {note && (
                  <Typography variant="body2" dir="auto" sx={{ overflowWrap: 'anywhere' }}>
                    {note}
                  </Typography>
                )}
              </Box>
            ))}
          </Box>
        )}
      </Panel>
    </>
  );
}

interface MadeProps {
  title: string;
  made: DisputeDecision;
  bar: (division: Division) => React.ReactNode;
  words: Words;
  note?: string;
}

function Made({ title, made, bar, words, note }: MadeProps) {
  const { t: disputes } = useTranslation('dispute');
  return (
    <Panel title={title} icon={Gavel} lead={disputes('decision.by', { name: words.name(made.by.name) })}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {bar(made.division)}
        <Words text={made.reasons} at={made.at} />
        {note && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {note}
          </Typography>
        )}
      </Box>
    </Panel>
  );
}

function Words({ text, at }: { text: string; at: string }) {
  return (
    <Box>
      <Typography variant="body2" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
      <Typography variant="caption" sx={{ display: 'block', mt: 1, color: 'text.secondary' }}>
        <RelativeTime at={at} />
      </Typography>
    </Box>
  );
}
