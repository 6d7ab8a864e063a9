'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { readFilters, writeFilters, type Filters } from './filters';

interface FiltersInAddress {
  readonly filters: Filters;
  readonly change: (changes: Partial<Filters>) => void;
  /** The page's address with these filters. */
  readonly hrefOf: (filters: Filters) => string;
}

/** The filters stand in the address, so that they can be kept, sent to somebody, and come back with "back". */
export function useFilters(): FiltersInAddress {
  const pathname = usePathname();
  const params = useSearchParams();
  return useMemo(() => {
    const filters = readFilters((name) => params.get(name));
    const hrefOf = (wanted: Filters) => `${pathname}${writeFilters(wanted)}`;
    return {
      filters,
      hrefOf,
      change: (changes) => {
        // The browser reads the list itself: a journey to the server for each letter would only be slower.
        window.history.replaceState(null, '', hrefOf({ ...filters, ...changes }));
      },
    };
  }, [pathname, params]);
}
