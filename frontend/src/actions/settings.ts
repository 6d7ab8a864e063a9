import { mutationOptions } from '@tanstack/react-query';
import { rememberSession, setAccessToken } from '@/lib/access-token';
import {
  getMeQueryKey,
  getProfileQueryKey,
  listPayoutAddressesQueryKey,
} from '@/lib/api/@tanstack/react-query.gen';
import { sdk } from '@/lib/sdk';
import type { ChangePasswordData, Me, UpdateMeData } from '@/lib/api/types.gen';

export type UpdateMe = NonNullable<UpdateMeData['body']>;

/** Changes your own profile or settings, on the screen at once; what was refused is put back. */
export const updateMeAction = mutationOptions({
  mutationKey: ['updateMe'],
  mutationFn: async (body: UpdateMe) => (await (await sdk()).updateMe({ body })).data,
  onMutate: async (changes, { client }) => {
    await client.cancelQueries({ queryKey: getMeQueryKey() });
    const before = client.getQueryData<Me>(getMeQueryKey());
    client.setQueryData(getMeQueryKey(), (me: Me | undefined) => me && { ...me, ...changes });
    return before;
  },
  onError: (_error, changes, before, { client }) => {
    if (!before) return;
    // Only what this call changed: another one may have gone through meanwhile.
    const old = Object.fromEntries(
      Object.keys(changes).map((name) => [name, before[name as keyof UpdateMe]]),
    );
    client.setQueryData(getMeQueryKey(), (me: Me | undefined) => me && { ...me, ...old });
  },
  onSuccess: (me, _changes, _before, { client }) => {
    client.setQueryData(getMeQueryKey(), me);
    return client.invalidateQueries({ queryKey: getProfileQueryKey({ path: { userId: me.id } }) });
  },
});

/** A new password: other devices are signed out, this one gets a new session, payout addresses a new hold. */
export const changePasswordAction = mutationOptions({
  mutationKey: ['changePassword'],
  mutationFn: async (body: ChangePasswordData['body']) => (await (await sdk()).changePassword({ body })).data,
  onSuccess: (session, _body, _result, { client }) => {
    setAccessToken(session.accessToken);
    rememberSession(true);
    client.setQueryData(getMeQueryKey(), session.user);
    return client.invalidateQueries({ queryKey: listPayoutAddressesQueryKey() });
  },
});
