import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from './actor.ts';
import type { Access, Endpoint } from './endpoint.ts';

/** An uploaded file after its content was looked at. */
export interface UploadedFile {
  /** Key in the storage, safe as a file name. */
  readonly key: string;
  readonly originalName: string;
  /** What the content is, not what the client said. */
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

type AnyEndpoint = Endpoint<z.ZodObject, z.ZodObject>;
type Known<T> = unknown extends T ? object : string extends keyof T ? object : T;
type PartOf<S> = S extends z.ZodType ? Known<z.infer<S>> : object;

/** Params, query and body of an endpoint in one object, as the service takes it. */
export type InputOf<E> = (E extends { readonly params?: infer P } ? PartOf<NonNullable<P>> : object) &
  (E extends { readonly query?: infer Q } ? PartOf<NonNullable<Q>> : object) &
  (E extends { readonly body?: infer B } ? PartOf<NonNullable<B>> : object);

export type OutputOf<E extends { readonly output: z.ZodType }> = z.input<E['output']>;

/** Signed-in endpoints have an actor for sure, `optional` ones perhaps, all others never. */
export type ActorOf<A extends Access> = A extends 'user' | 'verified' | 'mediator' | 'admin'
  ? Actor
  : A extends 'optional'
    ? Actor | null
    : null;

export interface RouteContext<I, A extends Access> {
  readonly input: I;
  readonly actor: ActorOf<A>;
  readonly req: Request;
  /** For cookies and headers; the envelope is written by the pipeline. */
  readonly res: Response;
  /** Set for `transport: 'multipart'`. */
  readonly file: UploadedFile | null;
  /** Set for `transport: 'raw'`: the bytes as they came. */
  readonly rawBody: Buffer | null;
}

export interface RouteDefinition {
  readonly endpoint: AnyEndpoint;
  readonly handle: (context: RouteContext<object, Access>) => unknown;
}

/**
 * Joins an endpoint of the contract with its handler. The handler returns `data` of the success envelope; a
 * `binary` endpoint writes to `res` itself.
 */
export function route<
  P extends z.ZodObject<z.ZodRawShape>,
  Q extends z.ZodObject<z.ZodRawShape>,
  B extends z.ZodType,
  O extends z.ZodType,
  A extends Access,
>(
  endpoint: Endpoint<P, Q, B, O, A>,
  handle: (context: RouteContext<InputOf<Endpoint<P, Q, B, O, A>>, A>) => Promise<z.input<O>> | z.input<O>,
): RouteDefinition {
  // The pipeline validates by `endpoint` before it calls, so the handler's narrower types hold.
  return { endpoint: endpoint, handle: handle as RouteDefinition['handle'] };
}
