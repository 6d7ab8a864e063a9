import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';

export const ledgerEvents = [
  defineEvent('balance:updated', 'One of your balances changed', z.strictObject({})),
] as const;
