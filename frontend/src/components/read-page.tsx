'use client';

import type { ReactNode } from 'react';
import { ApiError } from '@/lib/api-error';
import { ErrorState } from './error-state';
import { Page, type PageWidth } from './page';
import { ListSkeleton, PageHeaderSkeleton } from './skeletons';

/** What a query hook returns, as far as a page needs it. */
interface Reading<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface Words {
  /** Until then no amount and no name can be said. */
  readonly ready: boolean;
  readonly error: unknown;
  readonly readAgain: () => unknown;
}

interface ReadPageProps<T> {
  reading: Reading<T>;
  words: Words;
  width?: PageWidth;
  /** Stands there where the API has nothing of that name for the reader. */
  none: ReactNode;
  /** Of the cards that stand there while it is read. */
  skeleton: { readonly count: number; readonly height: number; readonly label: string };
  children: (data: T) => ReactNode;
}

/** The frame of a page about one thing: reads it, and says why where there is none to show. */
export function ReadPage<T>({ reading, words, width, none, skeleton, children }: ReadPageProps<T>) {
  const { data, error, refetch } = reading;
  const isNone = error instanceof ApiError && [400, 403, 404].includes(error.status);
  const content = (): ReactNode => {
    // What was read stays on the screen when reading it again fails.
    if (data !== undefined && words.ready) return children(data);
    if (isNone) return none;
    if ((error && data === undefined) || words.error) {
      return (
        <ErrorState
          error={error ?? words.error}
          onRetry={() => {
            void refetch();
            void words.readAgain();
          }}
        />
      );
    }
    return (
      <>
        <PageHeaderSkeleton />
        <ListSkeleton {...skeleton} />
      </>
    );
  };
  return <Page width={width}>{content()}</Page>;
}
