'use client';

import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { cancelRequestAction, publishRequestAction, type RequestDetail } from '@/actions/marketplace';
import { useSession } from '@/actions/session';
import { Button, LinkButton } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { paths } from '@/config/paths';
import { useNow } from '@/hooks/use-now';
import { useToast } from '@/hooks/use-toast';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isBiddingOver } from './bidding';
import { Step } from './step';

const InviteDialog = dynamic(
  patiently(() => import('./invite-dialog')),
  { ssr: false },
);

interface OwnProps {
  request: RequestDetail;
}

/** What the buyer can do with their own request. */
export function OwnerPanel({ request, state }: OwnProps & { state: 'draft' | 'choosing' | 'closedOwn' }) {
  if (state === 'draft') return <Draft request={request} />;
  return state === 'choosing' ? <Choosing request={request} /> : <ClosedOwn />;
}

/** The buyer's own draft: publish it, go on writing, or drop it. */
function Draft({ request }: OwnProps) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  return (
    <Step title={t('owner.draftTitle')} body={t('owner.draftBody')}>
      <Publish request={request} />
      <VerifyFirst />
      {request.abilities.includes('edit') && (
        <LinkButton fullWidth href={paths.editRequest(language, request.id)}>
          {t('owner.edit')}
        </LinkButton>
      )}
      <Invite request={request} />
      <Cancel request={request} />
    </Step>
  );
}

/** The buyer's open request: compare what came, invite somebody, or cancel it. */
function Choosing({ request }: OwnProps) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const now = useNow();
  const { offersCount: count, sealed } = request;
  const hidden = sealed && !isBiddingOver(request, now);
  const words =
    count === 0
      ? t('owner.noOffersYet')
      : hidden
        ? t('owner.sealedWaiting', { count })
        : t('owner.waiting', { count });
  return (
    <Step title={t('owner.openTitle')} body={words}>
      {count > 0 && (
        <LinkButton variant="contained" size="large" fullWidth href={paths.offers(language, request.id)}>
          {t('owner.compare')}
        </LinkButton>
      )}
      <VerifyFirst />
      <Invite request={request} primary={count === 0} />
      <Cancel request={request} />
    </Step>
  );
}

/** The buyer's request that ended without a deal. */
function ClosedOwn() {
  const { t } = useTranslation('marketplace');
  const { t: common } = useTranslation();
  const language = useLanguage();
  return (
    <Step title={t('owner.overTitle')} body={t('owner.overBody')}>
      <LinkButton fullWidth href={paths.newRequest(language)}>
        {common('nav.newRequest')}
      </LinkButton>
    </Step>
  );
}

function VerifyFirst() {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const pathname = usePathname();
  const { user } = useSession();
  if (!user || user.emailVerifiedAt) return null;
  return (
    <>
      {t('owner.verifyBody')}
      <LinkButton variant="contained" fullWidth href={paths.verify(language, pathname)}>
        {t('viewer.verify')}
      </LinkButton>
    </>
  );
}

function Publish({ request }: OwnProps) {
  const { t } = useTranslation('marketplace');
  const toast = useToast();
  const publish = useMutation(publishRequestAction);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    publish.reset();
  };
  if (!request.abilities.includes('publish') && !open) return null;
  return (
    <>
      <Button
        variant="contained"
        size="large"
        fullWidth
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('owner.publish')}
      </Button>
      <ConfirmDialog
        open={open}
        title={t('owner.publishTitle')}
        confirmLabel={t('owner.publish')}
        pending={publish.isPending}
        error={publish.error}
        onClose={close}
        onConfirm={() => {
          publish.mutate(request.id, {
            onSuccess: () => {
              toast.success(t('owner.published'));
              close();
            },
          });
        }}
      >
        {request.visibility === 'invited' ? t('owner.publishInvited') : t('owner.publishPublic')}
      </ConfirmDialog>
    </>
  );
}

function Invite({ request, primary = false }: OwnProps & { primary?: boolean }) {
  const { t } = useTranslation('marketplace');
  const [open, setOpen] = useState(false);
  const loaded = useWasOpen(open);
  if (!request.abilities.includes('invite')) return null;
  return (
    <>
      <Button
        fullWidth
        variant={primary ? 'contained' : 'outlined'}
        size={primary ? 'large' : 'medium'}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('invite.open')}
      </Button>
      {loaded && (
        <InviteDialog
          request={request}
          open={open}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function Cancel({ request }: OwnProps) {
  const { t } = useTranslation('marketplace');
  const toast = useToast();
  const cancel = useMutation(cancelRequestAction);
  const [open, setOpen] = useState(false);
  if (!request.abilities.includes('cancel') && !open) return null;
  const draft = request.status === 'draft';
  const label = draft ? t('owner.discard') : t('owner.cancel');
  const close = () => {
    setOpen(false);
    cancel.reset();
  };
  return (
    <>
      <Button
        variant="text"
        danger
        fullWidth
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <ConfirmDialog
        open={open}
        danger
        title={draft ? t('owner.discardTitle') : t('owner.cancelTitle')}
        confirmLabel={label}
        cancelLabel={t('owner.keep')}
        pending={cancel.isPending}
        error={cancel.error}
        onClose={close}
        onConfirm={() => {
          cancel.mutate(request.id, {
            onSuccess: () => {
              toast.success(draft ? t('owner.discarded') : t('owner.cancelled'));
              close();
            },
          });
        }}
      >
        {draft ? t('owner.discardBody') : t('owner.cancelBody')}
      </ConfirmDialog>
    </>
  );
}
