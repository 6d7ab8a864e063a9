'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { accessToken, onAccessToken, rememberSession } from '@/lib/access-token';
import { refreshAccessToken } from '@/lib/lazy-axios';
import { ApiError } from '@/lib/api-error';
import { meQuery, type Me } from './auth';

export type SessionStatus = 'restoring' | 'signed-in' | 'anonymous' | 'unreachable';

export interface SessionState {
  /** `unreachable`: there was a session, but the API does not answer. */
  readonly status: SessionStatus;
  readonly user: Me | null;
  /** Tries to restore the session again. */
  readonly restore: () => void;
}

const SessionContext = createContext<SessionState | null>(null);

interface SessionProviderProps {
  /** Whether this browser was signed in when the page was asked for, so that the first drawing fits. */
  expected: boolean;
  children: ReactNode;
}

/** Restores the session once when the page is loaded and follows it from then on. */
export function SessionProvider({ expected, children }: SessionProviderProps) {
  const token = useSyncExternalStore(onAccessToken, accessToken, () => null);
  const [restored, setRestored] = useState<'no' | 'yes' | 'unreachable'>(expected ? 'no' : 'yes');
  const [attempt, setAttempt] = useState(0);
  const queryClient = useQueryClient();
  const me = useQuery(meQuery(token !== null));

  useEffect(() => {
    if (!expected && attempt === 0) return;
    let current = true;
    refreshAccessToken(null)
      .then((fresh) => {
        rememberSession(fresh !== null);
        if (current) setRestored('yes');
      })
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        if (current) setRestored('unreachable');
      });
    return () => {
      current = false;
    };
  }, [expected, attempt]);

  // Signing out in one tab makes all of them forget what they had read.
  useEffect(
    () =>
      onAccessToken((next) => {
        if (next === null) queryClient.removeQueries({ type: 'inactive' });
      }),
    [queryClient],
  );

  const user = token === null ? null : (me.data ?? null);
  const state: SessionState = {
    status: user
      ? 'signed-in'
      : restored === 'unreachable' || (token !== null && me.isError)
        ? 'unreachable'
        : restored === 'no' || token !== null
          ? 'restoring'
          : 'anonymous',
    user,
    restore: () => {
      setRestored('no');
      setAttempt((count) => count + 1);
      if (me.isError) void me.refetch();
    },
  };
  return <SessionContext value={state}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  const state = use(SessionContext);
  if (!state) throw new Error('useSession needs SessionProvider above it');
  return state;
}

/** The signed-in person, on pages that are drawn for one only. */
export function useUser(): Me {
  const { user } = useSession();
  if (!user) throw new Error('useUser is for pages behind SignedInOnly');
  return user;
}
