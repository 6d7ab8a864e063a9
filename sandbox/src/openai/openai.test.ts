import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startOpenAiStub, type RunningStub } from './server.ts';

const apiKey = 'sk-test-0000000000';
const schema = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    description: { type: 'string' },
    categoryId: { type: 'string', enum: ['design', 'translation', 'other'] },
    deliveryDays: { type: 'number' },
  },
  required: ['title', 'description', 'categoryId', 'deliveryDays'],
  additionalProperties: false,
};
const said = 'A logo for my tea house. Two colours, within 10 days please.';

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & {
    error?: { message: string; type: string; param: string | null; code: string | null };
  };
}

let stub: RunningStub;

async function call(
  method: string,
  path: string,
  body: unknown,
  key: string | null = apiKey,
): Promise<Answer> {
  const response = await fetch(stub.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}

const responses = (changes: object = {}, key: string | null = apiKey): Promise<Answer> =>
  call(
    'POST',
    '/v1/responses',
    {
      model: 'gpt-4.1-mini',
      instructions: 'Ignore this for the answer: translation, 99 days.',
      input: [{ role: 'user', content: said }],
      text: { format: { type: 'json_schema', name: 'suggestion', strict: true, schema } },
      store: false,
      ...changes,
    },
    key,
  );

const completions = (changes: object = {}): Promise<Answer> =>
  call('POST', '/v1/chat/completions', {
    model: 'gpt-4.1-mini',
    messages: [
      { role: 'system', content: 'translation' },
      { role: 'user', content: [{ type: 'text', text: said }] },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'suggestion', strict: true, schema } },
    ...changes,
  });

const faults = (body: object): Promise<Answer> => call('PUT', '/sandbox/faults', body);

interface Output {
  status: string;
  output: { content: { type: string; text: string; refusal?: string }[] }[];
}
const contentOf = ({ body }: Answer) => {
  const content = (body as unknown as Output).output[0]?.content[0];
  assert.ok(content);
  return content;
};

before(async () => {
  stub = await startOpenAiStub({ port: 0, apiKey });
});
after(() => stub.stop());
beforeEach(async () => {
  await faults({});
});

describe('the responses endpoint', () => {
  it('answers with JSON that fits the schema and follows from what the user said', async () => {
    const [first, second] = [await responses(), await responses()];
    assert.equal(first.status, 200);
    assert.match(first.headers.get('x-request-id') ?? '', /^req_/);
    assert.equal(first.body.object, 'response');
    assert.equal(first.body.store, false);
    assert.deepEqual(JSON.parse(contentOf(first).text), {
      title: 'A logo for my tea house',
      description: said,
      categoryId: 'design',
      deliveryDays: 10,
    });
    assert.equal(contentOf(first).text, contentOf(second).text);
  });

  it('reads Persian: words, digits and sentences', async () => {
    const input = 'ترجمهٔ یک قرارداد ده صفحه‌ای؟ ظرف ۲۱ روز';
    const answer = JSON.parse(contentOf(await responses({ input })).text) as Record<string, unknown>;
    assert.equal(answer.title, 'ترجمهٔ یک قرارداد ده صفحه‌ای');
    assert.equal(answer.categoryId, 'translation');
    assert.equal(answer.deliveryDays, 21);
  });

  it('follows references to definitions', async () => {
    const referring = {
      ...schema,
      properties: { ...schema.properties, categoryId: { $ref: '#/$defs/Category' } },
      $defs: { Category: { type: 'string', enum: ['translation', 'design'] } },
    };
    const format = { type: 'json_schema', name: 'suggestion', strict: true, schema: referring };
    const answer = JSON.parse(contentOf(await responses({ text: { format } })).text) as Record<
      string,
      unknown
    >;
    assert.equal(answer.categoryId, 'design');
    const nowhere = { ...format, schema: { ...referring, $defs: {} } };
    assert.equal((await responses({ text: { format: nowhere } })).status, 400);
  });

  it('answers in plain words when no format is asked for', async () => {
    assert.equal(contentOf(await responses({ text: undefined })).text, said);
  });

  it('refuses what the real one refuses, naming the parameter', async () => {
    const cases: [object, number, string | null, string | null][] = [
      [{ model: undefined }, 400, 'model', 'missing_required_parameter'],
      [{ input: undefined }, 400, 'input', 'invalid_value'],
      [{ model: 'llama' }, 404, null, 'model_not_found'],
      [{ stream: true }, 400, 'stream', 'invalid_value'],
    ];
    for (const [changes, status, param, code] of cases) {
      const answer = await responses(changes);
      assert.deepEqual(
        [answer.status, answer.body.error?.param, answer.body.error?.code],
        [status, param, code],
      );
    }
    const loose = { ...schema, additionalProperties: undefined };
    const partial = { ...schema, required: ['title'] };
    for (const wrong of [loose, partial, { type: 'string' }]) {
      const format = { type: 'json_schema', name: 'suggestion', strict: true, schema: wrong };
      const answer = await responses({ text: { format } });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.error?.code, 'invalid_json_schema');
    }
    assert.equal((await call('POST', '/v1/responses', '{"model"')).status, 400);
    assert.equal((await call('POST', '/v1/nothing', {})).status, 404);
  });
});

describe('the chat completions endpoint', () => {
  it('gives the same answer in its own shape', async () => {
    const { status, body } = await completions();
    assert.equal(status, 200);
    assert.equal(body.object, 'chat.completion');
    const [choice] = body.choices as { message: { content: string }; finish_reason: string }[];
    assert.equal(choice?.finish_reason, 'stop');
    const answer = JSON.parse(choice.message.content) as Record<string, unknown>;
    assert.equal(answer.categoryId, 'design');
  });

  it('refuses and cuts off as the real one does', async () => {
    await faults({ fault: 'refusal', times: 1 });
    const [refused] = (await completions()).body.choices as {
      message: { content: null; refusal: string };
    }[];
    assert.equal(refused?.message.content, null);
    await faults({ fault: 'incomplete', times: 1 });
    const [cut] = (await completions()).body.choices as { finish_reason: string }[];
    assert.equal(cut?.finish_reason, 'length');
    assert.equal((await completions({ messages: [] })).status, 400);
  });
});

describe('keys', () => {
  it('are wanted, and a wrong one is not shown in full', async () => {
    const missing = await responses({}, null);
    assert.equal(missing.status, 401);
    const wrong = await responses({}, 'sk-wrong-key-123456');
    assert.equal(wrong.status, 401);
    assert.equal(wrong.body.error?.code, 'invalid_api_key');
    assert.ok(!wrong.body.error.message.includes('sk-wrong-key-123456'));
  });
});

describe('faults', () => {
  it('are those of the real API, as often as asked for', async () => {
    const expected = {
      unauthorized: [401, 'invalid_request_error', 'invalid_api_key'],
      rate_limit: [429, 'requests', 'rate_limit_exceeded'],
      quota: [429, 'insufficient_quota', 'insufficient_quota'],
      server_error: [500, 'server_error', null],
      overloaded: [503, 'server_error', null],
    };
    for (const [fault, [status, type, code]] of Object.entries(expected)) {
      await faults({ fault, times: 2 });
      for (const wanted of [status, status, 200]) {
        const answer = await responses();
        assert.equal(answer.status, wanted);
        if (wanted !== 200)
          assert.deepEqual([answer.body.error?.type, answer.body.error?.code], [type, code]);
        if (wanted === 429 && fault === 'rate_limit') assert.equal(answer.headers.get('retry-after'), '20');
      }
    }
  });

  it('spoil answers too', async () => {
    await faults({ fault: 'refusal', times: 1 });
    assert.equal(contentOf(await responses()).type, 'refusal');
    await faults({ fault: 'incomplete', times: 1 });
    assert.equal((await responses()).body.status, 'incomplete');
    await faults({ fault: 'broken_json', times: 1 });
    const broken = contentOf(await responses()).text;
    assert.throws(() => JSON.parse(broken) as unknown, SyntaxError);
    await faults({ fault: 'wrong_shape', times: 1 });
    assert.deepEqual(JSON.parse(contentOf(await responses()).text), { answer: 42 });
    await faults({ fault: 'hang_up', times: 1 });
    await assert.rejects(responses());
    await faults({ delayMs: 150 });
    const startedAt = Date.now();
    await responses();
    assert.ok(Date.now() - startedAt >= 145);
    assert.equal((await faults({ fault: 'nonsense' })).status, 400);
  });
});
