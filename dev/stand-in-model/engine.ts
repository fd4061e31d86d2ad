import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerIn } from './answer.ts'
import { type Behaviour, latencyOf, type Mode, modeAt } from './behaviour.ts'
import { type Usage, wholeOf } from './completion.ts'
import { createPace, type PaceSettings } from './pace.ts'
import { createPrefixCache } from './prefix-cache.ts'
import { type CompletionRequest, promptText } from './request.ts'
import { createRequestLog } from './request-log.ts'
import { stream, untilGone } from './stream.ts'
import { createTally } from './tally.ts'
import { send } from './wire.ts'

export type Engine = ReturnType<typeof createEngine>

export interface EngineSettings extends PaceSettings {
  /** To which each completion is appended, as JSON; none when left out. */
  readonly log?: string | undefined
  /** What it does with a request while nothing is put to it; left out: `up`. */
  readonly usual?: ((request: CompletionRequest) => Mode) | undefined
}

/** What generates: all that misbehaves is in here, and `/health` knows nothing of it. */
export function createEngine({ log: file, usual = () => 'up', ...paced }: EngineSettings) {
  const pace = createPace(paced)
  const log = createRequestLog(file)
  const tally = createTally()
  const prefixes = createPrefixCache()
  let behaviour: Behaviour = { mode: 'up' }
  let completions = 0
  let last: CompletionRequest | null = null

  function next(request: CompletionRequest, response: ServerResponse, gone: AbortSignal) {
    const put = modeAt(behaviour, completions)
    const mode = put === 'up' || put === 'slow' ? usual(request) : put
    completions += 1
    return generate({ request, response, gone, mode, behaviour, prefixes })
  }

  return {
    behave(wanted: Behaviour) {
      behaviour = wanted
      completions = 0
    },
    stats: tally.stats,
    counted: tally.counted,
    /** What was asked for last; null: nothing yet. */
    last: () => last,
    load: () => ({ running: pace.running(), waiting: pace.waiting() }),
    /** Answers in its turn; stops when the caller closes the connection. */
    async complete(request: CompletionRequest, id: string, response: ServerResponse) {
      const gone = goneSignal(response)
      gone.addEventListener('abort', tally.abandoned)
      last = request
      tally.called(request.response_format?.json_schema.name ?? '', id)
      const { model } = request
      log.received(id, model)
      let tokens: Usage | null = null
      try {
        tokens = await pace.run(gone, () => next(request, response, gone))
      } catch (error) {
        if (!gone.aborted) throw error
      } finally {
        const status = response.headersSent ? response.statusCode : null
        log.ended(id, { model, status, whole: response.writableEnded, tokens })
      }
    },
  }
}

interface Generation {
  readonly request: CompletionRequest
  readonly response: ServerResponse
  readonly gone: AbortSignal
  readonly mode: Mode
  readonly behaviour: Behaviour
  readonly prefixes: ReturnType<typeof createPrefixCache>
}

/** @returns what it counted */
async function generate(generation: Generation): Promise<Usage | null> {
  const { request, response, gone, mode, behaviour, prefixes } = generation
  if (mode === 'reset') {
    response.destroy()
    return null
  }
  if (mode === 'hung') return untilGone(gone)
  await sleep(latencyOf(behaviour), undefined, { signal: gone })
  const answer = answerIn(mode)(request, behaviour, prefixes.hit(promptText(request)))
  if ('status' in answer) {
    send(response, answer)
    return null
  }
  if (request.stream) await stream(response, answer, mode, gone)
  else send(response, wholeOf(answer))
  return answer.usage
}

/** Aborted when the connection closes before the whole answer was sent. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => response.writableFinished || gone.abort())
  return gone.signal
}
