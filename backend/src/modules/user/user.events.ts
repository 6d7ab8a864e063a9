import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

export const userEvents = [
  defineEvent('user:updated', 'Your account changed', z.strictObject({ userId: idSchema })),
] as const;
