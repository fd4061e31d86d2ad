import type { Attempt } from '../../pack/attempt.ts'
import { common, genAi, own } from './names.ts'
import type { Attributes, Done } from './tracing.ts'

/** What an attempt does not say of its call. */
export interface Asked {
  /** The name that was asked for. */
  readonly model: string
  /** Base of the endpoint. */
  readonly url: string
}

/** What spans and metrics of a call share. Neither order nor words: they are labels of metrics. */
export function callAttributes({ model, verdict }: Attempt, asked: Asked): Attributes {
  const { hostname, port, protocol } = new URL(asked.url)
  return {
    [genAi.operation]: 'chat',
    [genAi.provider]: 'vllm',
    [genAi.requestModel]: asked.model,
    [genAi.responseModel]: model,
    [common.serverAddress]: hostname,
    [common.serverPort]: Number(port) || (protocol === 'https:' ? 443 : 80),
    ...(verdict !== 'accepted' && { [common.errorType]: verdict }),
  }
}

export function callSpan(attempt: Attempt, asked: Asked): Done {
  const { tokens, verdict } = attempt
  const started = Date.parse(attempt.startedAt)
  return {
    name: `chat ${asked.model}`,
    attributes: {
      ...callAttributes(attempt, asked),
      [genAi.outputType]: 'json',
      [genAi.inputTokens]: tokens.in,
      [genAi.cachedTokens]: tokens.cached,
      [genAi.outputTokens]: tokens.out,
      [own.artefact]: attempt.operation,
      [own.tier]: attempt.tier,
      [own.endpoint]: attempt.endpoint,
      [own.promptVersion]: attempt.promptVersion,
      [own.turn]: attempt.turn,
      [own.verdict]: verdict,
    },
    started,
    ended: started + attempt.seconds * 1_000,
    error: verdict === 'accepted' ? null : verdict,
  }
}
