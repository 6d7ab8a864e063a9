import { z } from 'zod';
import { stack } from './stack.ts';

const envelopeSchema = z.union([
  z.object({ success: z.literal(true), data: z.unknown() }),
  z.object({ success: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);

/** What the API refused, with its code. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(`${status} ${code}: ${message}`);
    this.code = code;
    this.status = status;
  }
}

const sessionSchema = z.object({ accessToken: z.string(), user: z.object({ id: z.string() }) });

/** A signed-in person as a program sees the API: through the one public address, like a browser. */
export class ApiClient {
  readonly email: string;
  readonly userId: string;
  readonly #token: string;

  private constructor(email: string, userId: string, token: string) {
    this.email = email;
    this.userId = userId;
    this.#token = token;
  }

  static async signIn(email: string, password: string): Promise<ApiClient> {
    const session = sessionSchema.parse(await send('POST', '/api/auth/login', { email, password }));
    return new ApiClient(email, session.user.id, session.accessToken);
  }

  static async signUp(person: {
    email: string;
    password: string;
    name: string;
    language: string;
  }): Promise<ApiClient> {
    const session = sessionSchema.parse(await send('POST', '/api/auth/register', person));
    return new ApiClient(person.email, session.user.id, session.accessToken);
  }

  /** @returns `data` of the envelope, read by `schema` @throws Refusal */
  async get<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
    return schema.parse(await send('GET', path, undefined, this.#token));
  }

  async post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.infer<S>> {
    return schema.parse(await send('POST', path, body, this.#token));
  }
}

async function send(method: string, path: string, body?: unknown, token?: string): Promise<unknown> {
  const response = await fetch(`${stack.baseUrl}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const envelope = envelopeSchema.parse(await response.json());
  if (envelope.success) return envelope.data;
  throw new Refusal(response.status, envelope.error.code, envelope.error.message);
}
