import { z } from 'zod';
import { defineEvent } from '../../shared/events.ts';
import { idSchema } from '../../shared/ids.ts';

export const authEvents = [
  defineEvent(
    'auth:verification-sent',
    'A code is on its way to your e-mail address',
    z.strictObject({ userId: idSchema }),
  ),
  defineEvent(
    'auth:password-changed',
    'Your password was changed; your other sessions end',
    z.strictObject({ userId: idSchema }),
  ),
] as const;
