import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { env } from '../../config/env.ts';
import { authenticateToken } from '../../platform/session-store.ts';
import type { Actor } from '../../shared/actor.ts';
import type { Access } from '../../shared/endpoint.ts';
import { AppError } from '../../shared/errors.ts';

function bearerToken(req: Request): string | null {
  const header = req.headers.authorization;
  if (header === undefined) return null;
  const match = /^Bearer ([\w.~+/=-]+)$/i.exec(header);
  if (!match?.[1]) throw new AppError('UNAUTHENTICATED');
  return match[1];
}

async function signedIn(req: Request): Promise<Actor> {
  const token = bearerToken(req);
  if (token === null) throw new AppError('UNAUTHENTICATED');
  return authenticateToken(token);
}

function checkSandboxSecret(req: Request): void {
  const { DEMO_SANDBOX_SECRET: secret } = env();
  if (secret === undefined) throw new AppError('NOT_FOUND');
  const given = Buffer.from(req.get('x-sandbox-secret') ?? '');
  const wanted = Buffer.from(secret);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new AppError('UNAUTHENTICATED');
}

/**
 * Finds out who calls and whether such a caller may come this far; what they may do with a document is the
 * service's policy.
 * @throws AppError UNAUTHENTICATED, TOKEN_EXPIRED, EMAIL_NOT_VERIFIED, FORBIDDEN, STEP_UP_REQUIRED
 */
export async function authenticate(req: Request, access: Access, stepUp: boolean): Promise<Actor | null> {
  switch (access) {
    case 'public':
      return null;
    case 'gateway':
      // The webhook's handler verifies the signature over the raw bytes.
      return null;
    case 'sandbox':
      checkSandboxSecret(req);
      return null;
    case 'optional':
      return req.headers.authorization === undefined ? null : signedIn(req);
    case 'user':
    case 'verified':
    case 'mediator':
    case 'admin': {
      const actor = await signedIn(req);
      if (access === 'admin' && actor.role !== 'admin') throw new AppError('FORBIDDEN');
      if (access === 'mediator' && actor.role === 'user') throw new AppError('FORBIDDEN');
      if (access !== 'user' && !actor.emailVerified) throw new AppError('EMAIL_NOT_VERIFIED');
      if (stepUp && actor.stepUpUntil <= Date.now()) throw new AppError('STEP_UP_REQUIRED');
      return actor;
    }
  }
}
