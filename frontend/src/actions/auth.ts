import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { rememberSession, setAccessToken } from '@/lib/access-token';
import { getMeOptions, getMeQueryKey } from '@/lib/api/@tanstack/react-query.gen';
import { sdk } from '@/lib/sdk';
import type { LoginData, Me, RegisterData, Session, StepUpData, VerifyEmailData } from '@/lib/api/types.gen';

export type { Me } from '@/lib/api/types.gen';

/** The signed-in person. Asked for only while there is a token; kept fresh by the `user:updated` event. */
export function meQuery(enabled: boolean) {
  return queryOptions({ ...getMeOptions(), staleTime: 5 * 60_000, enabled });
}

function begin(session: Session): Me {
  setAccessToken(session.accessToken);
  rememberSession(true);
  return session.user;
}

/** What was read as one person is not shown to the next: the rest is forgotten, what is on screen read again. */
function becomeSomebodyElse(client: QueryClient): void {
  client.removeQueries({ type: 'inactive' });
  void client.resetQueries({ type: 'active' });
}

/** Signing in; answers the person and puts them into the cache. */
export const loginAction = mutationOptions({
  mutationKey: ['login'],
  mutationFn: async (body: LoginData['body']) => begin((await (await sdk()).login({ body })).data),
  onSuccess: (me, _body, _result, { client }) => {
    becomeSomebodyElse(client);
    client.setQueryData(getMeQueryKey(), me);
  },
});

/** Creating an account signs in as well; a code goes to the e-mail address. */
export const registerAction = mutationOptions({
  mutationKey: ['register'],
  mutationFn: async (body: RegisterData['body']) => begin((await (await sdk()).register({ body })).data),
  onSuccess: (me, _body, _result, { client }) => {
    becomeSomebodyElse(client);
    client.setQueryData(getMeQueryKey(), me);
  },
});

export const verifyEmailAction = mutationOptions({
  mutationKey: ['verifyEmail'],
  mutationFn: async (body: VerifyEmailData['body']) => (await (await sdk()).verifyEmail({ body })).data,
  onSuccess: ({ emailVerifiedAt }, _body, _result, { client }) => {
    client.setQueryData(getMeQueryKey(), (me: Me | undefined) => me && { ...me, emailVerifiedAt });
  },
});

export const resendVerificationAction = mutationOptions({
  mutationKey: ['resendVerification'],
  mutationFn: async (email: string) => (await (await sdk()).resendVerification({ body: { email } })).data,
});

/** Confirms the password; sensitive actions are then open for ten minutes. */
export const stepUpAction = mutationOptions({
  mutationKey: ['stepUp'],
  mutationFn: async (body: StepUpData['body']) => (await (await sdk()).stepUp({ body })).data,
});

/** Ends the session here and in the other tabs, also when the API cannot be reached. */
export const logoutAction = mutationOptions({
  mutationKey: ['logout'],
  mutationFn: async () => {
    try {
      await (await sdk()).logout();
    } finally {
      setAccessToken(null);
      rememberSession(false);
    }
  },
  onSettled: (_data, _error, _variables, _result, { client }) => {
    becomeSomebodyElse(client);
  },
});
