'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { FileSignature, Lock, PackageCheck } from 'lucide-react';
import type { Deal } from '@/actions/deal';
import { Address } from '@/components/address';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useFeeWords } from '@/hooks/use-fee-words';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isInParts, totalOf } from './deal-state';
import { ChangesCard, DeliveryCard } from './delivery-card';
import { downloadFileAction } from '@/actions/files';
import type { Words } from '@/actions/words';
import { FileList } from '@/components/file-list';
import { Facts } from './facts';
import { Panel } from '@/components/panel';

interface PartProps {
  deal: Deal;
  words: Words;
}

/** Everything handed over and asked for, newest first. */
export function DeliveriesPanel({ deal, words }: PartProps) {
  const { t } = useTranslation('deal');
  const entries = deal.contract.milestones
    .flatMap(({ title, deliveries, changeRequests }) => {
      const part = isInParts(deal) ? title : undefined;
      return [
        ...deliveries.map((delivery, index) => ({
          at: delivery.deliveredAt,
          node: <DeliveryCard key={delivery.id} delivery={delivery} number={index + 1} part={part} />,
        })),
        ...changeRequests.map((change) => ({
          at: change.requestedAt,
          node: <ChangesCard key={change.requestedAt} change={change} words={words} part={part} />,
        })),
      ];
    })
    .sort((a, b) => b.at.localeCompare(a.at));
  if (deal.contract.fundedAt === null) return null;
  return (
    <Panel title={t('deliveries.heading')} icon={PackageCheck}>
      {entries.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('deliveries.empty')}
        </Typography>
      ) : (
        <Box sx={{ display: 'grid', gap: 3 }}>{entries.map(({ node }) => node)}</Box>
      )}
    </Panel>
  );
}

/** The terms both sides agreed to. */
export function ContractPanel({ deal, words }: PartProps) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const { contract } = deal;
  const { t: feesT } = useTranslation('fees');
  const fees = useFeeWords();
  const price = (value: { amount: string; currency: string }) => <bdi dir="ltr">{words.price(value)}</bdi>;
  const sellerGets = {
    currency: contract.price.currency,
    amount: (BigInt(contract.price.amount) - BigInt(contract.sellerFee.amount)).toString(),
  };
  return (
    <Panel title={t('contract.heading')} icon={FileSignature}>
      <Facts
        rows={[
          { label: t('contract.price'), value: price(contract.price), strong: true },
          ...(contract.buyerFee.amount === '0'
            ? []
            : [
                { label: t('contract.buyerFee'), value: price(contract.buyerFee) },
                { label: t('contract.total'), value: price(totalOf(contract)) },
              ]),
          { label: t('contract.sellerFee'), value: price(contract.sellerFee) },
          { label: t('contract.sellerGets'), value: price(sellerGets) },
          ...(contract.feeTerms
            ? [
                {
                  label: feesT('terms'),
                  value: `${fees.rate(contract.feeTerms)} · ${fees.bearer(contract.feeTerms)}`,
                },
              ]
            : []),
          { label: t('contract.delivery'), value: words.days(contract.deliveryDays) },
          { label: t('contract.inspection'), value: words.days(contract.inspectionDays) },
          {
            label: t('contract.rounds'),
            value: t('contract.roundsValue', { count: contract.maxChangeRounds }),
          },
          {
            label: t('contract.assets'),
            value: contract.acceptedAssets
              .map(words.assetOf)
              .map(({ symbol, network }) => [symbol, network].filter(Boolean).join(' · '))
              .join(', '),
          },
          { label: t('contract.acceptedAt'), value: words.dateTime(contract.acceptedAt) },
          {
            label: t('contract.hash'),
            value: <Address value={contract.termsHash} copyLabel={t('contract.hashCopy')} />,
          },
        ]}
      />
      <Typography variant="body2" sx={{ mt: 4 }}>
        <TextLink href={paths.request(language, deal.requestId)}>{t('contract.request')}</TextLink>
      </Typography>
    </Panel>
  );
}

/** What only the two parties see; nothing where the request has none. */
export function PrivatePanel({ deal, words }: PartProps) {
  const { t } = useTranslation('deal');
  const { privatePart, viewerRole } = deal;
  if (!privatePart) return null;
  const { deliveryAddress, contact, note, attachments } = privatePart;
  const texts = [
    [t('private.address'), deliveryAddress],
    [t('private.contact'), contact],
    [t('private.remark'), note],
  ].filter(([, text]) => text);
  if (texts.length === 0 && attachments.length === 0) return null;
  const other = viewerRole === 'buyer' ? deal.seller : deal.buyer;
  return (
    <Panel title={t('private.heading')} icon={Lock}>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: -2, mb: 4 }}>
        {t('private.note', { name: words.name(other.name) })}
      </Typography>
      <Box sx={{ display: 'grid', gap: 4 }}>
        {texts.map(([label, text]) => (
          <Box key={label}>
            <Typography variant="caption" component="h3" sx={{ color: 'text.secondary' }}>
              {label}
            </Typography>
            <Typography
              variant="body2"
              // A short word of another script stays on the side of its label; a longer text reads as its own.
              dir={text === contact ? undefined : 'auto'}
              sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              <bdi>{text}</bdi>
            </Typography>
          </Box>
        ))}
        <FileList files={attachments} onDownload={downloadFileAction} />
      </Box>
    </Panel>
  );
}
