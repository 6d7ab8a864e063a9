import { AxiosError, type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { accessToken, setAccessToken } from './access-token';
import { ApiError, isTransient } from './api-error';
import { http, refreshAccessToken } from './axios';

type Answer = { status: number; body: unknown; headers?: Record<string, string> } | 'no answer';

const calls: InternalAxiosRequestConfig[] = [];

/** Answers calls by a function of their address; as axios does, what is not 2xx rejects. */
function serve(answer: (config: InternalAxiosRequestConfig) => Answer): void {
  const adapter: AxiosAdapter = (config) => {
    calls.push(config);
    const given = answer(config);
    if (given === 'no answer')
      return Promise.reject(new AxiosError('Network Error', AxiosError.ERR_NETWORK, config));
    const response: AxiosResponse = {
      status: given.status,
      statusText: '',
      data: given.body,
      headers: given.headers ?? {},
      config,
    };
    if (given.status < 300) return Promise.resolve(response);
    return Promise.reject(new AxiosError('refused', AxiosError.ERR_BAD_REQUEST, config, null, response));
  };
  http.defaults.adapter = adapter;
}

const failure = (code: string, details?: unknown) => ({
  success: false,
  error: { code, message: 'no', details },
});
const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('It should have been rejected');
    },
    (error: unknown) => error as ApiError,
  );

beforeEach(() => {
  calls.length = 0;
  setAccessToken(null);
});

it('opens the envelope', async () => {
  serve(() => ({ status: 200, body: { success: true, data: { id: '1' } } }));
  expect((await http.get('/api/x')).data).toEqual({ id: '1' });
});

it('gives the envelope’s code, details and request id', async () => {
  serve(() => ({
    status: 400,
    body: failure('VALIDATION_FAILED', [{ path: 'title', message: 'is short' }]),
    headers: { 'x-request-id': 'r1', 'retry-after': '7' },
  }));
  const error = await rejected(http.post('/api/x'));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: 'VALIDATION_FAILED',
    status: 400,
    requestId: 'r1',
    retryAfterSeconds: 7,
  });
  expect(error.fields).toEqual([{ path: 'title', message: 'is short' }]);
  expect(isTransient(error)).toBe(false);
});

it('tells no answer from an answer that is not ours', async () => {
  serve(() => 'no answer');
  const offline = await rejected(http.get('/api/x'));
  expect(offline).toMatchObject({ code: 'OFFLINE', status: 0 });
  expect(isTransient(offline)).toBe(true);
  serve(() => ({ status: 502, body: '<html>bad gateway</html>' }));
  expect(await rejected(http.get('/api/x'))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', status: 502 });
  // What a proxy did not wait for is perhaps done: nobody may say that no money moved.
  expect(await rejected(http.post('/api/x'))).toMatchObject({ code: 'TIMEOUT', status: 502 });
  serve(() => ({ status: 404, body: '<html>' }));
  expect(await rejected(http.get('/api/x'))).toMatchObject({ code: 'UNREADABLE_ANSWER', status: 404 });
});

it('carries the token, and gets a new one once for all calls that found it run out', async () => {
  setAccessToken('old');
  serve((config) => {
    if (config.url === '/api/auth/refresh') {
      return { status: 200, body: { success: true, data: { accessToken: 'new' } } };
    }
    return config.headers.get('Authorization') === 'Bearer new'
      ? { status: 200, body: { success: true, data: 'yes' } }
      : { status: 401, body: failure('TOKEN_EXPIRED') };
  });
  const answers = await Promise.all([http.get('/api/a'), http.get('/api/b'), http.get('/api/c')]);
  expect(answers.map(({ data }) => data as string)).toEqual(['yes', 'yes', 'yes']);
  expect(calls.filter(({ url }) => url === '/api/auth/refresh')).toHaveLength(1);
  expect(accessToken()).toBe('new');
});

it('ends the session when the refresh is refused, and does not ask for ever', async () => {
  setAccessToken('old');
  serve((config) => ({
    status: 401,
    body: failure(config.url === '/api/auth/refresh' ? 'UNAUTHENTICATED' : 'TOKEN_EXPIRED'),
  }));
  expect(await rejected(http.get('/api/a'))).toMatchObject({ code: 'TOKEN_EXPIRED' });
  expect(accessToken()).toBeNull();
  expect(calls).toHaveLength(2);
});

it('keeps the session when the refresh could not be asked', async () => {
  setAccessToken('old');
  serve(() => 'no answer');
  expect(await rejected(refreshAccessToken('old'))).toMatchObject({ code: 'OFFLINE' });
  expect(accessToken()).toBe('old');
});

it('takes the token that another tab got meanwhile', async () => {
  setAccessToken('from another tab');
  serve(() => 'no answer');
  expect(await refreshAccessToken('old')).toBe('from another tab');
  expect(calls).toHaveLength(0);
});

it('never answers a wrong password with a refresh', async () => {
  setAccessToken('old');
  serve(() => ({ status: 401, body: failure('INVALID_CREDENTIALS') }));
  expect(await rejected(http.post('/api/auth/step-up'))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  expect(calls).toHaveLength(1);
});

const keyOf = (call: InternalAxiosRequestConfig | undefined): unknown => call?.headers.get('Idempotency-Key');

it('says with the same key again what got no answer, and with another one what is meant anew', async () => {
  const answers: Answer[] = [
    'no answer',
    { status: 503, body: failure('INTERNAL') },
    { status: 200, body: { success: true, data: {} } },
    { status: 409, body: failure('INVALID_TRANSITION') },
    { status: 200, body: { success: true, data: {} } },
  ];
  serve(() => answers.shift() ?? 'no answer');
  const start = () => http.post('/api/start', { a: 1 });
  await rejected(start());
  await rejected(start());
  await start();
  await rejected(start());
  await start();
  const [lost, failed, done, refused, anew] = calls.map(keyOf);
  expect([failed, done]).toEqual([lost, lost]);
  expect(new Set([lost, refused, anew]).size).toBe(3);
});

it('has one key for each body, and leaves a key that the caller chose', async () => {
  serve(() => 'no answer');
  await rejected(http.post('/api/start', { a: 2 }));
  await rejected(http.post('/api/start', { a: 3 }));
  await rejected(http.post('/api/start', { a: 2 }, { headers: { 'Idempotency-Key': 'chosen-by-me' } }));
  await rejected(http.get('/api/start'));
  const [first, second, chosen, read] = calls.map(keyOf);
  expect(first).not.toBe(second);
  expect([chosen, read ?? null]).toEqual(['chosen-by-me', null]);
});

const DONE: Answer = { status: 200, body: { success: true, data: {} } };
const DISPUTE = `/api/disputes/${'d'.repeat(24)}`;

it('keeps the key through refusals that say nothing about the attempt before', async () => {
  const answers: Answer[] = [
    'no answer',
    { status: 409, body: failure('CONFLICT') },
    { status: 429, body: failure('RATE_LIMITED') },
    { status: 403, body: failure('STEP_UP_REQUIRED') },
    { status: 408, body: 'a proxy' },
  ];
  serve(() => answers.shift() ?? DONE);
  const seal = () => http.post(`${DISPUTE}/sealed`, { least: 1 });
  while (answers.length > 0) await rejected(seal());
  await seal();
  expect(calls).toHaveLength(6);
  expect(new Set(calls.map(keyOf)).size).toBe(1);
});

it('means anew what is said again after something else was done there, and long afterwards', async () => {
  serve((config) => (config.method === 'delete' ? DONE : 'no answer'));
  const seal = (dispute: string) => rejected(http.post(`${dispute}/sealed`, { least: 2 }));
  const elsewhere = `/api/disputes/${'e'.repeat(24)}`;
  await seal(DISPUTE);
  await seal(elsewhere);
  await http.delete(`${DISPUTE}/sealed`);
  await seal(DISPUTE);
  await seal(elsewhere);
  const [lost, other, , resealed, again] = calls.map(keyOf);
  expect(resealed).not.toBe(lost);
  expect(again).toBe(other);
  const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
  await seal(elsewhere);
  later.mockRestore();
  expect(keyOf(calls.at(-1))).not.toBe(other);
});
