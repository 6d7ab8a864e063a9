import { compactJson, webhookHeaders } from '../signature.ts';
import type { Stack } from '../testing/stack.ts';
import { until } from '../testing/until.ts';
import type { ApiExchange, CallbackExchange, Keys } from './shapes.ts';

const DATE = '2026-07-01 10:00:00';
const FORMATS = ['shkeeper', 'spec', 'api-key'] as const;

/** Writes down what a gateway answers and sends, with what differs from run to run made the same. */
export class Recorder {
  readonly api: ApiExchange[] = [];
  readonly callbacks: CallbackExchange[] = [];
  readonly #stack: Stack;
  readonly #keys: Keys;
  readonly #taskIds = new Map<string, string>();

  constructor(stack: Stack, keys: Keys) {
    this.#stack = stack;
    this.#keys = keys;
  }

  /** Makes a call and keeps it. @returns The body as it really was. */
  async call(
    name: string,
    about: string,
    auth: ApiExchange['auth'],
    request: { method: 'GET' | 'POST'; path: string; body?: unknown; text?: string },
  ): Promise<Record<string, unknown>> {
    const { method, path, body, text } = request;
    const reply = await this.#stack.call(method, `/api/v1${path}`, text ?? body, this.#headers(auth));
    const location = reply.headers.get('location');
    const isJson = reply.headers.get('content-type')?.includes('json') ?? false;
    let content: Pick<ApiExchange['response'], 'body' | 'text'> = { body: this.#settle(reply.body) };
    if (!isJson) content = { text: reply.text };
    this.api.push({
      ...{ name, about, auth, request: this.#settle(request) as ApiExchange['request'] },
      response: { status: reply.status, ...(location === null ? content : { location }) },
    });
    return reply.body;
  }

  /** Keeps the callback that comes next and fits. */
  async callback(
    name: string,
    about: string,
    kind: CallbackExchange['kind'],
    fits: (body: Record<string, unknown>) => boolean,
  ): Promise<void> {
    const { received } = this.#stack.receiver;
    const find = () => received.findIndex(({ body }) => fits(body));
    await until(`the callback "${name}"`, () => find() >= 0);
    const [callback] = received.splice(find(), 1);
    const body = compactJson(this.#settle(callback?.body));
    const { apiKey, webhookSecret: secret, timestamp } = this.#keys;
    const headers = Object.fromEntries(
      FORMATS.map((format) => [format, webhookHeaders({ format, apiKey, secret }, body, timestamp)]),
    ) as CallbackExchange['headers'];
    this.callbacks.push({ name, about, kind, body, headers });
  }

  #headers(auth: ApiExchange['auth']): Record<string, string> {
    const { apiKey, payoutUsername, payoutPassword } = this.#keys;
    switch (auth) {
      case 'api-key':
        return { 'X-Shkeeper-Api-Key': apiKey };
      case 'wrong-api-key':
        return { 'X-Shkeeper-Api-Key': 'some other key' };
      case 'basic': {
        const credentials = Buffer.from(`${payoutUsername}:${payoutPassword}`).toString('base64');
        return { Authorization: `Basic ${credentials}` };
      }
      case 'none':
        return {};
    }
  }

  /** Times, task ids and the port of the receiver are not the same in any two runs. */
  #settle(value: unknown): unknown {
    const text = JSON.stringify(value)
      .replaceAll(this.#stack.receiver.url, this.#keys.callbackUrl)
      .replace(/"date":"[^"]*"/g, `"date":"${DATE}"`)
      .replace(/"timestamp":"[^"]*"/g, `"timestamp":"${DATE.replace(' ', 'T')}"`)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => this.#taskId(id));
    return JSON.parse(text);
  }

  #taskId(id: string): string {
    const known = this.#taskIds.get(id);
    if (known) return known;
    const settled = `00000000-0000-4000-8000-${String(this.#taskIds.size / 2 + 1).padStart(12, '0')}`;
    this.#taskIds.set(id, settled);
    // What is settled already must not be settled again.
    this.#taskIds.set(settled, settled);
    return settled;
  }
}
