import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { env } from '../config/env.ts';
import { AppError } from '../shared/errors.ts';

/** The short-lived bearer token: who and which session, nothing else. Wall time, not the business clock. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ALGORITHM = 'HS256';
const ISSUER = 'amn';
const AUDIENCE = 'amn-api';

let secretKey: KeyObject | undefined;

/** Given as text, jsonwebtoken first tries to read the secret as a public key, and fails, with every request. */
const key = (): KeyObject => (secretKey ??= createSecretKey(env().JWT_SECRET, 'utf8'));

export function signAccessToken(claims: AccessClaims, expiresInSeconds = ACCESS_TOKEN_SECONDS): string {
  return jwt.sign({ sid: claims.sessionId }, key(), {
    algorithm: ALGORITHM,
    issuer: ISSUER,
    audience: AUDIENCE,
    subject: claims.userId,
    expiresIn: expiresInSeconds,
  });
}

/** @throws AppError TOKEN_EXPIRED or UNAUTHENTICATED */
export function verifyAccessToken(token: string): AccessClaims {
  try {
    const payload = jwt.verify(token, key(), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
    });
    if (
      typeof payload === 'object' &&
      typeof payload.sub === 'string' &&
      typeof payload['sid'] === 'string'
    ) {
      return { userId: payload.sub, sessionId: payload['sid'] };
    }
  } catch (error) {
    throw new AppError(error instanceof jwt.TokenExpiredError ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED', {
      cause: error,
    });
  }
  throw new AppError('UNAUTHENTICATED');
}
