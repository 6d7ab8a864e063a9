import axios, {
  AxiosError,
  type AxiosInstance,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { accessToken, setAccessToken } from './access-token';
import { ApiError, isErrorEnvelope, isSuccessEnvelope } from './api-error';
import { httpSettings } from './http-settings';
import { forgetRefused, setIntentKey, settleIntent } from './intent-keys';

/**
 * The one HTTP client. It carries the token and the page's language, gets a new token once when the old one has
 * run out, and turns every failure into an `ApiError`. It shows nothing: telling people is the page's work.
 */

const browser = typeof window !== 'undefined';

/** Set by the caller that has run out of luck already, so that a refused refresh is not refreshed. */
interface AmnRequestConfig extends InternalAxiosRequestConfig {
  amnRetried?: boolean;
}

const REFRESH_PATH = '/api/auth/refresh';
const TIMEOUT_MS = 20_000;

export const http: AxiosInstance = axios.create({ timeout: TIMEOUT_MS, withCredentials: browser });

http.interceptors.request.use((config) => {
  // Query keys hold no host, so that what the server prefetched is found in the browser.
  if (!browser) config.baseURL = httpSettings.serverOrigin();
  const token = accessToken();
  if (token && !config.headers.has('Authorization')) config.headers.set('Authorization', `Bearer ${token}`);
  if (!config.headers.has('Accept-Language') && browser)
    config.headers.set('Accept-Language', httpSettings.language);
  if (browser) setIntentKey(config);
  return config;
});

http.interceptors.response.use(unwrap, async (failure: unknown) => {
  const error = toApiError(failure);
  const config = failure instanceof AxiosError ? (failure.config as AmnRequestConfig | undefined) : undefined;
  const expired =
    error.status === 401 && (error.code === 'TOKEN_EXPIRED' || error.code === 'UNAUTHENTICATED');
  if (config && error.status >= 400 && error.status < 500) forgetRefused(config, error.code);
  if (!browser || !expired || !config || config.amnRetried || isAuthCall(config.url)) throw error;
  const before = config.headers.get('Authorization');
  if (!before) throw error;
  const token = await refreshAccessToken(before.toString().replace(/^Bearer /, ''));
  if (!token) throw error;
  config.amnRetried = true;
  config.headers.set('Authorization', `Bearer ${token}`);
  return http.request(config);
});

/** Callers see the `data` of the success envelope alone. */
function unwrap(response: AxiosResponse<unknown>): AxiosResponse<unknown> {
  settleIntent(response.config);
  if (isSuccessEnvelope(response.data)) response.data = response.data.data;
  return response;
}

const isRefused = (status: number) => status >= 400 && status < 500 && status !== 429;

function isAuthCall(url: string | undefined): boolean {
  return url?.startsWith('/api/auth/refresh') === true || url?.startsWith('/api/auth/login') === true;
}

let refreshing: Promise<string | null> | null = null;

/**
 * Gets a new access token by the refresh cookie: once for all callers of this tab, and one tab after the other,
 * since each refresh spends the cookie of the one before.
 * @param staleToken the token that was refused; when another tab has replaced it meanwhile, that one is used.
 * @returns the token, or null when there is no session any more.
 * @throws ApiError when the API could not be reached; the session is then left as it is.
 */
export function refreshAccessToken(staleToken: string | null): Promise<string | null> {
  refreshing ??= withRefreshLock(async () => {
    const current = accessToken();
    if (current && current !== staleToken) return current;
    try {
      const answer = await http.post<{ accessToken: string }>(REFRESH_PATH);
      const token = answer.data.accessToken;
      setAccessToken(token);
      return token;
    } catch (error) {
      if (error instanceof ApiError && isRefused(error.status)) {
        setAccessToken(null);
        return null;
      }
      throw error;
    }
  }).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function withRefreshLock<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('amn-refresh', async () => {
    // A tab that has just refreshed told its token by the channel; let that message arrive first.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return work();
  });
}

/** Any failure of a call → ApiError; one that is no failure of a call (a bug) is given back as it is. */
export function toApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  if (!(failure instanceof AxiosError)) {
    throw failure instanceof Error
      ? failure
      : new Error('A call failed without an error', { cause: failure });
  }
  const { response } = failure;
  if (failure.code === AxiosError.ERR_CANCELED) {
    return new ApiError({ code: 'CANCELLED', message: 'The call was cancelled', cause: failure });
  }
  if (!response) {
    const timedOut = failure.code === AxiosError.ECONNABORTED || failure.code === AxiosError.ETIMEDOUT;
    return new ApiError({ code: timedOut ? 'TIMEOUT' : 'OFFLINE', message: failure.message, cause: failure });
  }
  const header = (name: string): string | null => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const answered = {
    cause: failure,
    status: response.status,
    requestId: header('x-request-id'),
    retryAfterSeconds: Number.parseInt(header('retry-after') ?? '', 10) || null,
  };
  if (isErrorEnvelope(response.data)) return new ApiError({ ...answered, ...response.data.error });
  return new ApiError({ ...answered, code: codeOfForeign(response), message: `HTTP ${response.status}` });
}

/** The code of an answer that is not ours: a proxy's error page, say, which comes too late to say what was done. */
function codeOfForeign({ status, config }: AxiosResponse): string {
  if (status < 500) return 'UNREADABLE_ANSWER';
  const mayBeDone = config.method?.toLowerCase() !== 'get' && status !== 503;
  return mayBeDone ? 'TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
}
