'use client';

import dynamic from 'next/dynamic';

/** Seldom seen, so that no page of a request carries it along. */
export const RequestGone = dynamic(async () => (await import('./request-gone')).RequestGone);
