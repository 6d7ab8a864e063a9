import type { Request, Response } from 'express';
import { route } from '../../shared/define-route.ts';
import { AppError } from '../../shared/errors.ts';
import { createAccount, resendVerification, verifyEmail } from './auth.account.ts';
import * as contract from './auth.contract.ts';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './auth.cookie.ts';
import { presentSession } from './auth.presenter.ts';
import { changePassword, login, stepUp } from './auth.service.ts';
import { logout, openSession, refreshSession, type SignedIn, type Visitor } from './auth.sessions.ts';

const visitorOf = (req: Request): Visitor => ({
  ip: req.ip ?? '',
  userAgent: req.headers['user-agent'] ?? '',
});

function answerWithCookie(res: Response, session: SignedIn) {
  setRefreshCookie(res, session.refreshToken);
  return presentSession(session);
}

export const authRoutes = [
  route(contract.register, async ({ input, req, res }) => {
    const user = await createAccount(input);
    return answerWithCookie(res, await openSession(user, visitorOf(req)));
  }),
  route(contract.verifyEmail, async ({ input }) => ({
    emailVerifiedAt: (await verifyEmail(input)).toISOString(),
  })),
  route(contract.resendVerification, async ({ input }) => {
    await resendVerification(input);
    return {};
  }),
  route(contract.login, async ({ input, req, res }) =>
    answerWithCookie(res, await login(input, visitorOf(req))),
  ),
  route(contract.refresh, async ({ req, res }) => {
    try {
      return answerWithCookie(res, await refreshSession(readRefreshCookie(req)));
    } catch (error) {
      // The browser would send a cookie that is worth nothing for another month.
      if (error instanceof AppError && error.code === 'UNAUTHENTICATED') clearRefreshCookie(res);
      throw error;
    }
  }),
  route(contract.logout, async ({ req, res }) => {
    clearRefreshCookie(res);
    await logout(readRefreshCookie(req));
    return {};
  }),
  route(contract.stepUp, async ({ input, actor }) => ({
    elevatedUntilAt: (await stepUp(input, actor)).toISOString(),
  })),
  route(contract.changePassword, async ({ input, actor, res }) =>
    answerWithCookie(res, await changePassword(input, actor)),
  ),
];
