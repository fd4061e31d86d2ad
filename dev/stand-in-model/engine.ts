import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerIn } from './answer.ts'
import { type Behaviour, latencyOf, modeAt } from './behaviour.ts'
import { wholeOf } from './completion.ts'
import { createPace, type PaceSettings } from './pace.ts'
import { createPrefixCache } from './prefix-cache.ts'
import { type CompletionRequest, promptText } from './request.ts'
import { stream, untilGone } from './stream.ts'
import { createTally } from './tally.ts'
import { send } from './wire.ts'

export type Engine = ReturnType<typeof createEngine>

/** What generates: all that misbehaves is in here, and `/health` knows nothing of it. */
export function createEngine(paced: PaceSettings) {
  const pace = createPace(paced)
  const tally = createTally()
  const prefixes = createPrefixCache()
  let behaviour: Behaviour = { mode: 'up' }
  let completions = 0
  let last: CompletionRequest | null = null

  async function generate(request: CompletionRequest, response: ServerResponse, gone: AbortSignal) {
    const present = behaviour
    const mode = modeAt(present, completions)
    completions += 1
    if (mode === 'reset') return response.destroy()
    if (mode === 'hung') return untilGone(gone)
    await sleep(latencyOf(present), undefined, { signal: gone })
    const answer = answerIn(mode)(request, present, prefixes.hit(promptText(request)))
    if ('status' in answer) return send(response, answer)
    return request.stream ? stream(response, answer, mode, gone) : send(response, wholeOf(answer))
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
      try {
        await pace.run(gone, () => generate(request, response, gone))
      } catch (error) {
        if (!gone.aborted) throw error
      }
    },
  }
}

/** Aborted when the connection closes before the whole answer was sent. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => response.writableFinished || gone.abort())
  return gone.signal
}
