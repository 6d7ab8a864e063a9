'use client';

import { createContext, use } from 'react';
import type { RuntimeConfig } from '@/config/env';

const nothing: RuntimeConfig = { sentryDsn: null, walletConnect: null, chains: [] };

export const RuntimeConfigContext = createContext<RuntimeConfig>(nothing);

/** Settings of the machine that served the page. */
export function useRuntimeConfig(): RuntimeConfig {
  return use(RuntimeConfigContext);
}
