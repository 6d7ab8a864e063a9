'use client';

import dynamic from 'next/dynamic';
import { patiently } from '@/lib/patiently';

/** Seldom seen, so that no page of a request carries it along. */
export const RequestGone = dynamic(patiently(async () => (await import('./request-gone')).RequestGone));
