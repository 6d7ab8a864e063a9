'use client';

import { useQuery } from '@tanstack/react-query';
import { FileLock, Lock, MailCheck } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { writtenRequestQuery, type RequestDetail } from '@/actions/request-form';
import { useUser } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { RequestForm } from './request-form';

/** Writing a new request. */
export function NewRequestView() {
  const { t } = useTranslation('requestForm');
  const { id, emailVerifiedAt } = useUser();
  return (
    <Frame title={t('new.title')} lead={t('new.lead')}>
      {emailVerifiedAt ? <RequestForm key={id} userId={id} draft={null} /> : <VerifyFirst />}
    </Frame>
  );
}

/** Writing on a draft; what is published stays as it is. */
export function EditRequestView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('requestForm');
  const { id, emailVerifiedAt } = useUser();
  const request = useQuery(writtenRequestQuery(requestId));
  const editable = request.data?.abilities.includes('edit') ? request.data : null;
  // Once it is open the form stays until it leads on itself: publishing takes the right to edit away under it.
  const [opened, setOpened] = useState(editable);
  if (editable && !opened) setOpened(editable);
  const draft = editable ?? opened;
  const unverified =
    request.data?.viewerRole === 'buyer' && request.data.status === 'draft' && !emailVerifiedAt;
  if (request.data && !draft && !unverified) return <NotEditable request={request.data} />;
  return (
    <Frame title={t('edit.title')} lead={t('edit.lead')}>
      {draft ? (
        <RequestForm key={draft.id} userId={id} draft={draft} />
      ) : unverified ? (
        <VerifyFirst />
      ) : request.error ? (
        <ErrorState error={request.error} onRetry={() => void request.refetch()} />
      ) : (
        <CardSkeleton height={520} />
      )}
    </Frame>
  );
}

function NotEditable({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('requestForm');
  const language = useLanguage();
  const mine = request.viewerRole === 'buyer';
  return (
    <Page>
      <PageHeader title={<bdi>{request.title}</bdi>} />
      <EmptyState
        icon={mine ? FileLock : Lock}
        title={t(mine ? 'edit.postedTitle' : 'edit.notYoursTitle')}
        body={t(mine ? 'edit.postedBody' : 'edit.notYoursBody')}
        action={
          <LinkButton variant="contained" href={paths.request(language, request.id)}>
            {t('edit.toRequest')}
          </LinkButton>
        }
      />
    </Page>
  );
}

function VerifyFirst() {
  const { t } = useTranslation('requestForm');
  const language = useLanguage();
  const pathname = usePathname();
  return (
    <EmptyState
      icon={MailCheck}
      title={t('verify.title')}
      body={t('verify.body')}
      action={
        <LinkButton variant="contained" href={paths.verify(language, pathname)}>
          {t('verify.action')}
        </LinkButton>
      }
    />
  );
}

function Frame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Page>
      <PageHeader title={title} lead={lead} />
      {children}
    </Page>
  );
}
