export { createAccount, currentCode } from './auth.account.ts';
export { authRoutes } from './auth.routes.ts';
export { authSubscribers } from './auth.subscribers.ts';
