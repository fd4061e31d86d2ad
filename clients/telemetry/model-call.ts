import type { Attempt } from '../../pack/attempt.ts'
import { common, genAi, own } from './names.ts'
import type { Done } from './tracing.ts'

type Labels = Readonly<Record<string, string | number>>

/** What an attempt does not say of its call. */
export interface Called {
  readonly endpoint: {
    /** The name that was asked for. */
    readonly model: string
    readonly url: string
    /** As the conventions name it. */
    readonly provider: string
  }
  readonly reply: {
    /** `finish_reason`; null: there was none. */
    readonly finish: string | null
    /** Milliseconds; null: there was none. */
    readonly firstToken: number | null
  }
}

/**
 * What spans and metrics of a call share. Neither order nor words, nor whatever name a server gives
 * itself: they are labels of metrics, which are kept as long as the process runs.
 */
export function callAttributes(attempt: Attempt, { endpoint }: Called): Labels {
  const { hostname, port, protocol } = new URL(endpoint.url)
  return {
    [genAi.operation]: 'chat',
    [genAi.provider]: endpoint.provider,
    [genAi.requestModel]: endpoint.model,
    [genAi.responseModel]: servedLabel(attempt, endpoint.model),
    [common.serverAddress]: hostname,
    [common.serverPort]: Number(port) || (protocol === 'https:' ? 443 : 80),
    ...(attempt.verdict !== 'accepted' && { [common.errorType]: attempt.verdict }),
  }
}

/** The model that served, where it is the one that was asked for; the call's row and span have the name. */
export function servedLabel({ model }: Pick<Attempt, 'model'>, asked: string): string {
  return model === asked ? model : 'other'
}

export function callSpan(attempt: Attempt, called: Called): Done {
  const { tokens, verdict } = attempt
  const { finish } = called.reply
  const started = Date.parse(attempt.startedAt)
  return {
    name: `chat ${called.endpoint.model}`,
    attributes: {
      ...callAttributes(attempt, called),
      [genAi.responseModel]: attempt.model,
      ...(finish !== null && isName(finish) && { [genAi.finishReasons]: [finish] }),
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

/** A server may say anything here, and spans hold no text of a model. */
const isName = (finish: string) => /^\w{1,40}$/.test(finish)
