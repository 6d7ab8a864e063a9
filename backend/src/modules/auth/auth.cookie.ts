import type { CookieOptions, Request, Response } from 'express';
import { env } from '../../config/env.ts';
import { SESSION_SECONDS } from '../../platform/session-store.ts';

const NAME = 'amn_refresh';

/** Scripts cannot read it, other sites cannot send it, and only /api/auth ever receives it. */
const options = (): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/api/auth',
  secure: env().PUBLIC_URL.startsWith('https:'),
});

export function setRefreshCookie(res: Response, token: string): void {
  res.cookie(NAME, token, { ...options(), maxAge: SESSION_SECONDS * 1000 });
}

export function clearRefreshCookie(res: Response): void {
  res.clearCookie(NAME, options());
}

export function readRefreshCookie(req: Request): string | null {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === NAME && value !== undefined) return value;
  }
  return null;
}
