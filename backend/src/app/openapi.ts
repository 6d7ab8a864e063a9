import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ERROR_CODES } from '../shared/errors.ts';
import { eventEnvelopeSchema } from '../shared/events.ts';
import { idempotencyOf, type Endpoint } from '../shared/endpoint.ts';
import { endpoints, events } from './endpoints.ts';

const errorEnvelope = z
  .strictObject({
    success: z.literal(false),
    error: z.strictObject({
      code: z.enum(ERROR_CODES).meta({ id: 'ErrorCode' }),
      message: z.string(),
      details: z.unknown(),
    }),
  })
  .meta({ id: 'ErrorEnvelope' });

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

function requestBody(definition: Endpoint) {
  switch (definition.transport) {
    case 'multipart':
      return {
        required: true,
        content: {
          'multipart/form-data': { schema: z.object({ file: z.string().meta({ format: 'binary' }) }) },
        },
      };
    case 'raw':
      return { required: true, content: json(z.unknown()) };
    default:
      return definition.body === undefined ? undefined : { required: true, content: json(definition.body) };
  }
}

function register(registry: OpenAPIRegistry, definition: Endpoint): void {
  const body = requestBody(definition);
  const needsToken = !['public', 'gateway', 'sandbox'].includes(definition.access);
  const success =
    definition.transport === 'binary'
      ? { 'application/octet-stream': { schema: definition.output } }
      : json(z.strictObject({ success: z.literal(true), data: definition.output }));
  registry.registerPath({
    method: definition.method,
    path: definition.path.replace(/:(\w+)/g, '{$1}'),
    operationId: definition.operationId,
    summary: definition.summary,
    description: `Access: ${definition.access}${definition.stepUp === true ? ', with a confirmed password' : ''}.`,
    tags: [definition.tag],
    ...(needsToken
      ? { security: definition.access === 'optional' ? [{}, { bearer: [] }] : [{ bearer: [] }] }
      : {}),
    request: {
      ...(definition.params ? { params: definition.params } : {}),
      ...(definition.query ? { query: definition.query } : {}),
      ...(idempotencyOf(definition) !== 'no'
        ? { headers: z.object({ 'Idempotency-Key': z.string().min(8).max(64).optional() }) }
        : {}),
      ...(body ? { body } : {}),
    },
    responses: {
      [definition.successStatus ?? 200]: { description: 'Done', content: success },
      default: { description: 'An error from the closed list of codes', content: json(errorEnvelope) },
    },
  });
}

function createRegistry(): OpenAPIRegistry {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const definition of endpoints) register(registry, definition);
  return registry;
}

/** `payment:status-updated` → `PaymentStatusUpdatedEvent`. */
const eventComponent = (name: string): string =>
  `${name
    .split(/[:-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Event`;

/** Schemas that no route mentions: what arrives over the socket. */
const eventSchemas = () =>
  [eventEnvelopeSchema, ...events.map((event) => event.payload.meta({ id: eventComponent(event.name) }))].map(
    (schema) => ({ type: 'schema' as const, schema }),
  );

/** The OpenAPI 3.1 document of the REST API, with the events' payloads among its components. */
export function buildOpenApi(): object {
  return new OpenApiGeneratorV31([...createRegistry().definitions, ...eventSchemas()]).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Amn API', version: '1.0.0', description: 'A marketplace with crypto escrow.' },
    servers: [{ url: '/' }],
  });
}

/** The AsyncAPI 3.0 document of the Socket.IO events; payloads are those of the OpenAPI document. */
export function buildAsyncApi(): object {
  const messages = Object.fromEntries(
    events.map((event) => [
      eventComponent(event.name),
      {
        name: event.name,
        summary: event.summary,
        payload: { $ref: `./openapi.json#/components/schemas/${eventComponent(event.name)}` },
      },
    ]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Amn events',
      version: '1.0.0',
      description:
        'Socket.IO at /socket.io with the access token as `auth.token`. After `join-user-room` with your own id, ' +
        'each event arrives under its name with the envelope {eventId, seq, name, at, ids}; `ids` is the payload here.',
    },
    channels: {
      userRoom: {
        address: 'user-{userId}',
        parameters: { userId: { description: 'Your own id; another is refused' } },
        messages: Object.fromEntries(
          Object.keys(messages).map((key) => [key, { $ref: `#/components/messages/${key}` }]),
        ),
      },
    },
    operations: {
      receive: { action: 'send', channel: { $ref: '#/channels/userRoom' } },
    },
    components: { messages },
  };
}
