import { randomBytes } from 'node:crypto';
import type { Fault } from './faults.ts';

/** What a request asked for, the same for both endpoints. */
export interface Asked {
  readonly model: string;
  readonly input: string;
  /** The JSON that the model would write, or its plain words. */
  readonly output: string;
}

const REFUSAL = "I'm sorry, but I can't help with that.";
const id = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`;
const seconds = (): number => Math.floor(Date.now() / 1000);
const tokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

/** The text as the fault has it: cut off, or not what was asked for. */
function textOf({ output }: Asked, fault: Fault): string {
  switch (fault) {
    case 'incomplete':
    case 'broken_json':
      return output.slice(0, Math.ceil(output.length / 2));
    case 'wrong_shape':
      return JSON.stringify({ answer: 42 });
    default:
      return output;
  }
}

/** The answer of `POST /v1/responses`. */
export function responseOf(asked: Asked, fault: Fault, echo: Record<string, unknown>): object {
  const text = textOf(asked, fault);
  const incomplete = fault === 'incomplete';
  const content =
    fault === 'refusal'
      ? { type: 'refusal', refusal: REFUSAL }
      : { type: 'output_text', annotations: [], logprobs: [], text };
  const [inputTokens, outputTokens] = [tokens(asked.input), tokens(text)];
  return {
    id: id('resp_'),
    object: 'response',
    created_at: seconds(),
    status: incomplete ? 'incomplete' : 'completed',
    background: false,
    error: null,
    incomplete_details: incomplete ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model: asked.model,
    output: [
      {
        id: id('msg_'),
        type: 'message',
        status: incomplete ? 'incomplete' : 'completed',
        role: 'assistant',
        content: [content],
      },
    ],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    ...echo,
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
    user: null,
  };
}

/** The answer of `POST /v1/chat/completions`. */
export function completionOf(asked: Asked, fault: Fault): object {
  const text = textOf(asked, fault);
  const refused = fault === 'refusal';
  const [promptTokens, completionTokens] = [tokens(asked.input), tokens(text)];
  return {
    id: id('chatcmpl-'),
    object: 'chat.completion',
    created: seconds(),
    model: asked.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refused ? null : text,
          refusal: refused ? REFUSAL : null,
          annotations: [],
        },
        logprobs: null,
        finish_reason: fault === 'incomplete' ? 'length' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: null,
  };
}
