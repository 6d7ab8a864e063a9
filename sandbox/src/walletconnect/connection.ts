import type { z } from 'zod';
import { subscriptionId, type Hand, type Letter, type Mailbox } from './mailbox.ts';
import { answerSchema, codes, envelopeSchema, isMethod, paramsOf, type Method } from './requests.ts';

/** Tags and lives of the messages that a session begins with, as the protocol has them. */
const PROPOSAL = { tag: 1_100, ttl: 300 };
const PROPOSAL_ANSWER = { tag: 1_101, ttl: 300 };
const SETTLEMENT = { tag: 1_102, ttl: 300 };

type Params<M extends Method> = z.output<(typeof paramsOf)[M]>;
type Id = number | string;

/** A letter as a client is told of it. */
const told = ({ topic, message, tag, attestation, publishedAt }: Letter) => ({
  topic,
  message,
  tag,
  publishedAt,
  ...(attestation === null ? {} : { attestation }),
});

/** One client at the relay: what it says comes in as text, what it is told goes out by `send`. */
export class Connection {
  readonly #mailbox: Mailbox;
  readonly #client: string;
  readonly #send: (text: string) => void;
  readonly #listensTo = new Set<string>();
  /** Letters that were handed over and not confirmed yet, by the id they were sent under. */
  readonly #handed = new Map<Id, Letter>();
  #lastId = Date.now() * 1_000;
  readonly #hand: Hand = (subscription, letter) => {
    this.#lastId += 1;
    this.#handed.set(this.#lastId, letter);
    const params = { id: subscription, data: told(letter) };
    this.#send(JSON.stringify({ id: this.#lastId, jsonrpc: '2.0', method: 'irn_subscription', params }));
  };

  constructor(mailbox: Mailbox, client: string, send: (text: string) => void) {
    this.#mailbox = mailbox;
    this.#client = client;
    this.#send = send;
  }

  receive(text: string): void {
    let said: unknown;
    try {
      said = JSON.parse(text);
    } catch {
      this.#refuse(null, codes.notJson, 'Parse error');
      return;
    }
    const request = envelopeSchema.safeParse(said);
    if (request.success) {
      this.#answer(request.data.id, request.data.method, request.data.params);
      return;
    }
    const answer = answerSchema.safeParse(said);
    if (answer.success) this.#confirm(answer.data.id);
    else this.#refuse(null, codes.notARequest, 'Invalid request');
  }

  /** Subscriptions end with the connection; letters wait for the next one. */
  close(): void {
    for (const topic of this.#listensTo) this.#mailbox.unsubscribe(topic, this.#hand);
    this.#listensTo.clear();
  }

  #answer(id: Id, method: string, given: unknown): void {
    if (!isMethod(method)) {
      this.#refuse(id, codes.noSuchMethod, 'Method not found');
      return;
    }
    const params = paramsOf[method].safeParse(given);
    if (!params.success) {
      this.#refuse(id, codes.wrongParams, params.error.issues[0]?.message ?? 'Invalid params');
      return;
    }
    // Answered first: a client knows its subscription before the first letter of it comes.
    const { result, then } = this.#perform(method, params.data);
    this.#send(JSON.stringify({ id, jsonrpc: '2.0', result }));
    then?.();
  }

  #perform(method: Method, data: unknown): { result: unknown; then?: () => void } {
    switch (method) {
      case 'irn_publish':
        return this.#publishAll([data as Params<'irn_publish'>]);
      case 'irn_batchPublish':
        return this.#publishAll((data as Params<'irn_batchPublish'>).messages);
      case 'irn_subscribe': {
        const { ids, then } = this.#listen([(data as Params<'irn_subscribe'>).topic]);
        return { result: ids[0], then };
      }
      case 'irn_batchSubscribe': {
        const { ids, then } = this.#listen((data as Params<'irn_batchSubscribe'>).topics);
        return { result: ids, then };
      }
      case 'irn_unsubscribe':
        return this.#stop([data as Params<'irn_unsubscribe'>]);
      case 'irn_batchUnsubscribe':
        return this.#stop((data as Params<'irn_batchUnsubscribe'>).subscriptions);
      case 'irn_fetchMessages':
        return this.#fetch([(data as Params<'irn_fetchMessages'>).topic]);
      case 'irn_batchFetchMessages':
        return this.#fetch((data as Params<'irn_batchFetchMessages'>).topics);
      case 'wc_proposeSession':
        return this.#propose(data as Params<'wc_proposeSession'>);
      case 'wc_approveSession':
        return this.#approve(data as Params<'wc_approveSession'>);
    }
  }

  #publishAll(letters: readonly Params<'irn_publish'>[]) {
    for (const { topic, message, tag, ttl, attestation } of letters) {
      this.#publish(topic, message, { tag, ttl }, attestation ?? null);
    }
    return { result: true };
  }

  #publish(
    topic: string,
    message: string,
    { tag, ttl }: { tag: number; ttl: number },
    attestation: string | null = null,
  ): void {
    this.#mailbox.publish({ topic, message, tag, attestation, from: this.#client }, ttl);
  }

  #listen(topics: readonly string[]) {
    const listen = () => {
      for (const topic of topics) {
        this.#listensTo.add(topic);
        this.#mailbox.subscribe(topic, this.#client, this.#hand);
      }
    };
    return { ids: topics.map((topic) => subscriptionId(topic, this.#client)), then: listen };
  }

  #stop(subscriptions: readonly { topic: string }[]) {
    for (const { topic } of subscriptions) {
      this.#listensTo.delete(topic);
      this.#mailbox.unsubscribe(topic, this.#hand);
    }
    return { result: true };
  }

  #fetch(topics: readonly string[]) {
    const letters = topics.flatMap((topic) => this.#mailbox.waitingFor(topic, this.#client));
    for (const letter of letters) letter.had.add(this.#client);
    return { result: { messages: letters.map(told), hasMore: false } };
  }

  #propose({ pairingTopic, sessionProposal, attestation }: Params<'wc_proposeSession'>) {
    this.#publish(pairingTopic, sessionProposal, PROPOSAL, attestation ?? null);
    return { result: true, then: this.#listen([pairingTopic]).then };
  }

  #approve(given: Params<'wc_approveSession'>) {
    const { pairingTopic, sessionTopic, sessionProposalResponse, sessionSettlementRequest } = given;
    this.#publish(pairingTopic, sessionProposalResponse, PROPOSAL_ANSWER);
    this.#publish(sessionTopic, sessionSettlementRequest, SETTLEMENT);
    return { result: true, then: this.#listen([sessionTopic]).then };
  }

  #confirm(id: Id): void {
    this.#handed.get(id)?.had.add(this.#client);
    this.#handed.delete(id);
  }

  #refuse(id: Id | null, code: number, message: string): void {
    this.#send(JSON.stringify({ id, jsonrpc: '2.0', error: { code, message } }));
  }
}
