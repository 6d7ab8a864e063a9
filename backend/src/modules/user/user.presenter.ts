import type { z } from 'zod';
import type { UserRef } from '../../shared/refs.ts';
import type { meSchema, profileSchema } from './user.contract.ts';
import type { UserRecord } from './user.repository.ts';

/** For the person themselves: the only shape with the e-mail address in it. */
export const presentMe = (user: UserRecord): z.input<typeof meSchema> => ({
  id: user.id,
  email: user.email,
  name: user.name,
  bio: user.bio,
  language: user.language,
  roles: [...user.roles],
  emailVerifiedAt: user.emailVerifiedAt?.toISOString() ?? null,
  emailNotifications: user.emailNotifications,
  createdAt: user.createdAt.toISOString(),
});

export const presentProfile = (user: UserRecord): z.input<typeof profileSchema> => ({
  id: user.id,
  name: user.name,
  bio: user.bio,
  emailVerified: user.emailVerifiedAt !== null,
  memberSinceAt: user.createdAt.toISOString(),
});

export const presentUserRef = ({ id, name }: { id: string; name: string }): UserRef => ({ id, name });
