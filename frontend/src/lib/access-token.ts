/**
 * The access token, kept in memory only: no script of another page load can find it. Other tabs of the same
 * browser are told of a new one by a channel, so that one refresh serves them all.
 */
type Listener = (token: string | null) => void;

let current: string | null = null;
const listeners = new Set<Listener>();

const channel =
  typeof window !== 'undefined' && 'BroadcastChannel' in window ? new BroadcastChannel('amn-session') : null;

type SessionMessage = { readonly kind: 'token'; readonly token: string } | { readonly kind: 'signed-out' };

function apply(token: string | null): void {
  if (token === current) return;
  current = token;
  for (const listener of listeners) listener(token);
}

channel?.addEventListener('message', (event: MessageEvent<SessionMessage>) => {
  apply(event.data.kind === 'token' ? event.data.token : null);
});

export function accessToken(): string | null {
  return current;
}

/** Keeps a token here and in the other tabs; null ends the session in all of them. */
export function setAccessToken(token: string | null): void {
  if (token === current) return;
  apply(token);
  const message: SessionMessage = token === null ? { kind: 'signed-out' } : { kind: 'token', token };
  channel?.postMessage(message);
}

/** @returns a function that stops listening. */
export function onAccessToken(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const SESSION_HINT = 'amn_session';

/**
 * A cookie that says only that this browser was signed in, so that the server draws the right header at once.
 * It opens nothing: the refresh token is in an HttpOnly cookie of the API.
 */
export function rememberSession(signedIn: boolean): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const age = signedIn ? 60 * 60 * 24 * 30 : 0;
  document.cookie = `${SESSION_HINT}=${signedIn ? '1' : ''}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}

export { SESSION_HINT };
