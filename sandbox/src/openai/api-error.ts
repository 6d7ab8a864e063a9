import type { Response } from 'express';

/** An error as the real API words it. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: {
      type?: string;
      code?: string | null;
      param?: string | null;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.type = options.type ?? 'invalid_request_error';
    this.code = options.code ?? null;
    this.param = options.param ?? null;
    this.headers = options.headers ?? {};
  }
}

const maskKey = (key: string): string => `${key.slice(0, 5)}${'*'.repeat(8)}${key.slice(-4)}`;

export const errors = {
  noKey: () =>
    new ApiError(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer " +
        'auth (i.e. Authorization: Bearer YOUR_KEY).',
    ),
  wrongKey: (key: string) =>
    new ApiError(401, `Incorrect API key provided: ${maskKey(key)}.`, { code: 'invalid_api_key' }),
  rateLimit: () =>
    new ApiError(429, 'Rate limit reached for requests. Please try again in 20s.', {
      type: 'requests',
      code: 'rate_limit_exceeded',
      headers: {
        'retry-after': '20',
        'x-ratelimit-limit-requests': '3',
        'x-ratelimit-remaining-requests': '0',
      },
    }),
  quota: () =>
    new ApiError(429, 'You exceeded your current quota, please check your plan and billing details.', {
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }),
  server: () =>
    new ApiError(500, 'The server had an error while processing your request. Sorry about that!', {
      type: 'server_error',
    }),
  overloaded: () =>
    new ApiError(503, 'The engine is currently overloaded, please try again later.', {
      type: 'server_error',
    }),
  noSuchUrl: (method: string, path: string) => new ApiError(404, `Invalid URL (${method} ${path})`),
  noSuchModel: (model: string) =>
    new ApiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
      code: 'model_not_found',
    }),
  notJson: () => new ApiError(400, 'We could not parse the JSON body of your request.'),
  missing: (param: string) =>
    new ApiError(400, `Missing required parameter: '${param}'.`, {
      param,
      code: 'missing_required_parameter',
    }),
  invalid: (param: string, message: string) => new ApiError(400, message, { param, code: 'invalid_value' }),
  badSchema: (param: string, name: string, context: string, message: string) =>
    new ApiError(400, `Invalid schema for response_format '${name}': In context=(${context}), ${message}`, {
      param,
      code: 'invalid_json_schema',
    }),
};

export function sendApiError(res: Response, error: ApiError): void {
  const { status, message, type, param, code, headers } = error;
  res.status(status).set(headers).json({ error: { message, type, param, code } });
}
