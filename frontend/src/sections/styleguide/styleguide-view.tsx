'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { CircleCheck, Compass, Info, LockKeyhole, PackageCheck, Plus, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { IconButton } from '@/components/icon-button';
import { Money, Price } from '@/components/money';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Person } from '@/components/person';
import { CardSkeleton } from '@/components/skeletons';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { TextLink } from '@/components/text-link';
import { TimeLeft } from '@/components/time-left';
import { Timeline } from '@/components/timeline';
import { useNow } from '@/hooks/use-now';
import { useToast } from '@/hooks/use-toast';
import { ApiError } from '@/lib/api-error';
import { statusLooks, type StatusKind } from '@/theme/status';
import { StyleguideForm } from './styleguide-form';

const usdt = { code: 'ETH-USDT', symbol: 'USDT', network: 'Ethereum', decimals: 6 };
const hash = '0x8f3cf7ad23cd3cadbd9735aff958023239c6a063b1a4c1e0d3f5a6b7c8d9e0f1';
const HOUR_MS = 3_600_000;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ mb: 12 }}>
      <Typography variant="h2" sx={{ mb: 4 }}>
        {title}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>{children}</Box>
    </Box>
  );
}

export function StyleguideView() {
  const toast = useToast();
  const now = useNow(60_000);
  const [open, setOpen] = useState(false);
  const inHours = (hours: number) => new Date(now + hours * HOUR_MS).toISOString();
  return (
    <Page width="wide">
      <PageHeader title="Style guide" lead="What pages are made of." />
      <Part title="Buttons">
        <Button variant="contained">Release 500 USDT to Sara</Button>
        <Button>Ask for changes</Button>
        <Button variant="text">Not now</Button>
        <Button variant="contained" danger>
          Cancel the deal
        </Button>
        <Button variant="contained" loading>
          Releasing
        </Button>
        <Button disabled>Not possible</Button>
        <Button size="small" startIcon={<Plus size={16} aria-hidden />}>
          Small
        </Button>
        <IconButton label="Information">
          <Info size={18} aria-hidden />
        </IconButton>
        <TextLink href="#links">A link</TextLink>
        <Button onClick={() => toast.success('Saved')}>A toast</Button>
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          A dialog
        </Button>
        <ConfirmDialog
          open={open}
          title="Release 500 USDT to Sara?"
          confirmLabel="Release 500 USDT"
          onConfirm={() => {
            setOpen(false);
          }}
          onClose={() => {
            setOpen(false);
          }}
        >
          This cannot be taken back.
        </ConfirmDialog>
      </Part>
      <Part title="Money">
        <Card sx={{ p: 5 }}>
          <Money
            amountBase="500250000"
            asset={usdt}
            price={{ amount: '50025', currency: 'USD' }}
            size="large"
          />
        </Card>
        <Card sx={{ p: 5 }}>
          <Money amountBase="12500000" asset={usdt} size="small" />
        </Card>
        <Money amountBase="1" asset={usdt} />
        <Price price={{ amount: '50000', currency: 'USD' }} />
        <Address value={hash} />
      </Part>
      {(Object.keys(statusLooks) as StatusKind[]).map((kind) => (
        <Part key={kind} title={`Statuses: ${kind}`}>
          {Object.keys(statusLooks[kind]).map((status) => (
            <StatusChip key={status} kind={kind} status={status as never} />
          ))}
        </Part>
      ))}
      <Part title="Time and people">
        <WaitingChip />
        <TimeLeft at={inHours(52)} showIcon />
        <TimeLeft at={inHours(5)} yours showIcon />
        <Person name="Sara Karimi" />
        <Person name="سارا کریمی" />
      </Part>
      <Part title="Notices">
        <Box sx={{ display: 'grid', gap: 3, width: '100%' }}>
          <Notice tone="waiting" icon={Info} title="Your turn">
            Look at what was delivered.
          </Notice>
          <Notice tone="funded" icon={LockKeyhole}>
            The money is in escrow.
          </Notice>
          <Notice tone="danger" icon={TriangleAlert}>
            The transfer failed. No money moved.
          </Notice>
        </Box>
      </Part>
      <Part title="Form">
        <StyleguideForm />
      </Part>
      <Part title="Timeline">
        <Timeline
          entries={[
            { id: '3', icon: CircleCheck, tone: 'completed', title: 'The money was released' },
            {
              id: '2',
              icon: PackageCheck,
              tone: 'delivered',
              title: 'Delivered',
              detail: 'Duc',
              at: inHours(-3),
            },
            {
              id: '1',
              icon: LockKeyhole,
              tone: 'funded',
              title: 'Paid into escrow',
              detail: 'Mina',
              at: inHours(-50),
            },
          ]}
        />
      </Part>
      <Part title="States">
        <Box sx={{ display: 'grid', gap: 4, width: '100%', gridTemplateColumns: { md: '1fr 1fr' } }}>
          <EmptyState icon={Compass} title="No requests yet" body="Post what you need." />
          <ErrorState
            error={
              new ApiError({ code: 'UPSTREAM_UNAVAILABLE', message: '', status: 503, requestId: 'a1b2' })
            }
            onRetry={() => toast.info('Trying again')}
          />
          <CardSkeleton />
          <CardSkeleton height={190} />
        </Box>
      </Part>
    </Page>
  );
}
