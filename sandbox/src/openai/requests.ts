import { z } from 'zod';
import type { Asked } from './answers.ts';
import { errors } from './api-error.ts';
import { assertStrict, fill, inline, type JsonSchema } from './json-schema.ts';

/** Reads what the two endpoints are asked, as strictly as the real ones where a client could go wrong. */

const contentSchema = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  z.null(),
]);
const messageSchema = z.looseObject({ role: z.string(), content: contentSchema });
const schemaFormat = z.looseObject({
  name: z.string(),
  strict: z.boolean().nullish(),
  schema: z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null),
});

const responseBody = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(messageSchema)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  text: z
    .looseObject({
      format: z
        .union([
          schemaFormat.extend({ type: z.literal('json_schema') }),
          z.looseObject({ type: z.enum(['text', 'json_object']) }),
        ])
        .optional(),
    })
    .optional(),
});

const completionBody = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  response_format: z
    .union([
      z.looseObject({ type: z.literal('json_schema'), json_schema: schemaFormat }),
      z.looseObject({ type: z.enum(['text', 'json_object']) }),
    ])
    .optional(),
});

type Message = z.output<typeof messageSchema>;

const textOf = (content: Message['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('\n');

/** What the person said, without what the system told the model. */
const saidByUser = (messages: readonly Message[]): string =>
  messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => textOf(content))
    .join('\n');

/** @throws ApiError 400 that names the parameter, as the real API does */
function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const param = issue?.path.map(String).join('.') ?? '';
  const absent = issue?.code === 'invalid_type' && issue.message.includes('received undefined');
  throw absent
    ? errors.missing(param)
    : errors.invalid(param, `Invalid value for '${param}': ${issue?.message ?? ''}`);
}

function answer(
  model: string,
  input: string,
  format: z.output<typeof schemaFormat> | null,
  param: string,
): Asked {
  if (!/^(gpt|o\d|chatgpt)/.test(model)) throw errors.noSuchModel(model);
  if (format === null) return { model, input, output: input };
  const schema = inline(format.schema);
  if (format.strict === true) assertStrict(schema, format.name, param);
  return { model, input, output: JSON.stringify(fill(schema, input)) };
}

const refuseStream = (stream: boolean | null | undefined): void => {
  if (stream === true) throw errors.invalid('stream', 'This stub does not stream.');
};

export function readResponseRequest(body: unknown): { asked: Asked; echo: Record<string, unknown> } {
  const { model, input, instructions, stream, text, ...rest } = parse(responseBody, body);
  refuseStream(stream);
  const format = text?.format?.type === 'json_schema' ? (text.format as z.output<typeof schemaFormat>) : null;
  const said = typeof input === 'string' ? input : saidByUser(input);
  const echoed = ['max_output_tokens', 'store', 'temperature', 'metadata'].filter(
    (key) => rest[key] !== undefined,
  );
  return {
    asked: answer(model, said, format, 'text.format.schema'),
    echo: {
      instructions: instructions ?? null,
      text: text ?? { format: { type: 'text' } },
      ...Object.fromEntries(echoed.map((key) => [key, rest[key]])),
    },
  };
}

export function readCompletionRequest(body: unknown): Asked {
  const { model, messages, stream, response_format: format } = parse(completionBody, body);
  refuseStream(stream);
  const wanted =
    format?.type === 'json_schema'
      ? (format as { json_schema: z.output<typeof schemaFormat> }).json_schema
      : null;
  return answer(model, saidByUser(messages), wanted, 'response_format');
}
