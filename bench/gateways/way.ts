import OpenAI from 'openai'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { mainOrder } from '../sample-order.ts'

/** A way to one model server, warm. */
export interface Way {
  readonly name: string
  /** Else the answer comes in one piece, which is less work. */
  readonly streams: boolean
  /** The n-th call, to the end of its answer. Rejects when it brought none, or is cut short. */
  ask(n: number, end: AbortSignal): Promise<void>
  close(): Promise<void>
}

export const artefact = 'risk-plan'

interface Address {
  readonly url: string
  readonly model: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The vendor's client to a URL, streaming as our own calls do. */
export function streamingTo(address: Address): Way['ask'] {
  const { client, body } = clientTo(address)
  return async (_, signal) => {
    let ended = false
    const asked = client.chat.completions.create({ ...body, ...streamed }, { signal })
    for await (const { choices } of await asked) ended ||= choices[0]?.finish_reason === 'stop'
    if (!ended) throw new Error('The answer did not come to its end.')
  }
}

/** The same in one piece, which is less work. */
export function wholeTo(address: Address): Way['ask'] {
  const { client, body } = clientTo(address)
  return async (_, signal) => {
    const { choices } = await client.chat.completions.create(body, { signal })
    if (choices[0]?.finish_reason !== 'stop') throw new Error('The answer did not come to its end.')
  }
}

const streamed = { stream: true, stream_options: { include_usage: true } } as const

function clientTo({ url, model, headers = {} }: Address) {
  const client = new OpenAI({
    baseURL: url,
    apiKey: 'none',
    maxRetries: 0,
    logLevel: 'off',
    defaultHeaders: headers,
  })
  return { client, body: bodyFor(model) }
}

/** What our own call asks for, from the same prompt. */
function bodyFor(model: string): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const assignment = assignmentFor({
    order: mainOrder(),
    artefact,
    part: '',
  })
  if (assignment === null) throw new Error(`There is no artefact ${artefact}.`)
  const { prompt, wireSchema } = assignment
  return {
    model,
    messages: [
      { role: 'system', content: prompt.system },
      { role: 'user', content: prompt.user },
    ],
    max_tokens: assignment.artefact.maxOutputTokens,
    response_format: {
      type: 'json_schema',
      json_schema: { name: artefact, schema: { ...wireSchema }, strict: true },
    },
  }
}
