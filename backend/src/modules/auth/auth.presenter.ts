import type { z } from 'zod';
import { presentMe } from '../user/index.ts';
import type { sessionSchema } from './auth.contract.ts';
import type { SignedIn } from './auth.sessions.ts';

/** Without the refresh token, which travels in its cookie only. */
export const presentSession = (session: SignedIn): z.input<typeof sessionSchema> => ({
  accessToken: session.accessToken,
  expiresAt: session.expiresAt.toISOString(),
  user: presentMe(session.user),
});
