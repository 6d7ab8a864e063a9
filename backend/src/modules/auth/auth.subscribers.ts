import { onEventOutside, type Subscriber } from '../../platform/subscriber.ts';
import { updateUserSessions } from '../../platform/session-store.ts';
import { getUser } from '../user/index.ts';
import { endOutdatedSessions, roleOf } from './auth.sessions.ts';

const userIdOf = (ids: Readonly<Record<string, string>>): string => {
  const { userId } = ids;
  if (userId === undefined) throw new Error('the event names no user');
  return userId;
};

/** What sessions say of their user follows the user, even when Redis was away at the first attempt. */
export const authSubscribers: readonly Subscriber[] = [
  onEventOutside('auth.end-outdated-sessions', ['auth:password-changed'], async ({ ids }) => {
    await endOutdatedSessions(userIdOf(ids));
  }),
  onEventOutside('auth.sessions-follow-user', ['user:updated'], async ({ ids }) => {
    const user = await getUser(userIdOf(ids));
    await updateUserSessions(user.id, { role: roleOf(user), emailVerified: user.emailVerifiedAt !== null });
  }),
];
