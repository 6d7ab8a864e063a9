import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from './until.ts';

export interface ReceivedCallback {
  headers: Record<string, string | string[] | undefined>;
  raw: string;
  body: Record<string, unknown>;
  at: number;
}

/** Stands where the backend stands: takes callbacks, and answers as it is told. */
export class Receiver {
  readonly received: ReceivedCallback[] = [];
  /** The HTTP statuses of the next answers; 202, or what is set as usual, when used up. */
  readonly answers: number[] = [];
  usual = 202;
  readonly #server = createServer((request, response) => {
    void text(request).then((raw) => {
      const body = JSON.parse(raw) as Record<string, unknown>;
      this.received.push({ headers: request.headers, raw, body, at: Date.now() });
      response.statusCode = this.answers.shift() ?? this.usual;
      if (response.statusCode === 302) response.setHeader('Location', '/elsewhere');
      response.end();
    });
  });
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}/api/payment/shkeeper/webhook`;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  reset(): void {
    this.received.length = 0;
    this.answers.length = 0;
    this.usual = 202;
  }

  /** Confirmed payments only, of one invoice where its external id is given. */
  payments(externalId?: string): ReceivedCallback[] {
    return this.received.filter(
      ({ body }) => 'transactions' in body && (externalId === undefined || body.external_id === externalId),
    );
  }

  async payment(externalId: string, count = 1): Promise<ReceivedCallback> {
    await until(`callback ${count} for ${externalId}`, () => this.payments(externalId).length >= count);
    const found = this.payments(externalId)[count - 1];
    if (!found) throw new Error('The callback is gone again.');
    return found;
  }
}
