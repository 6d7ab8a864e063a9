'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { accessToken } from '@/lib/access-token';
import { refreshAccessToken } from '@/lib/lazy-axios';
import type { LiveStatus } from '@/lib/socket';
import { useSession } from './session';

const LiveContext = createContext<LiveStatus | 'off'>('off');

/** Keeps a signed-in person's screen up to date: each event makes the answers it concerns old. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { user } = useSession();
  const userId = user?.id;
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>('connecting');

  useEffect(() => {
    if (!userId) return;
    let close = () => {};
    let gone = false;
    // Loaded for signed-in people only, once the page stands.
    void Promise.all([import('@/lib/socket'), import('@/lib/socket-invalidation')]).then(
      ([{ openLive }, { invalidateFor }]) => {
        if (gone) return;
        close = openLive({
          userId,
          token: accessToken,
          renewToken: async () => {
            const stale = accessToken();
            return stale === null ? null : refreshAccessToken(stale);
          },
          onEvent: (event) => void invalidateFor(queryClient, event),
          onGap: () => void queryClient.invalidateQueries(),
          onStatus: setStatus,
        });
      },
    );
    return () => {
      gone = true;
      close();
    };
  }, [userId, queryClient]);

  return <LiveContext value={userId ? status : 'off'}>{children}</LiveContext>;
}

export function useLiveStatus(): LiveStatus | 'off' {
  return use(LiveContext);
}
