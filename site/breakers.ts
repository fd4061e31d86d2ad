import { type BreakerPorts, createBreakers } from '../inference/route/breaker/breakers.ts'
import { type Breaker, type Forced, forcedTo, isOfAllCalls, untouched } from '../pack/breaker.ts'
import { createOperatorStore } from '../store/orders/operator.ts'
import type { RecordedChange } from '../store/policy/settings.ts'
import { onRecord } from './on-record.ts'
import { modelsSet } from './set-models.ts'
import type { Site } from './site.ts'

/** What it is done to: a model on a server; null: every model that is asked of it. */
interface Target {
  readonly endpoint: string
  readonly model: string | null
  readonly by: string
  readonly why: string
}

export type BreakerRequest =
  | { readonly verb: 'list' }
  | ({ readonly verb: 'release' } & Target)
  | ({
      readonly verb: 'open' | 'close'
      /** Epoch milliseconds. */
      readonly until: number
    } & Target)

export interface BreakersAnswer {
  /** All of them, as they stand now. */
  readonly breakers: readonly Breaker[]
}

/** Milliseconds. What is forced takes no step of the ladder: what is known of it is written back, however far it reaches. */
const quarantine = Number.MAX_SAFE_INTEGER

interface Parts extends Pick<Site, 'breakers' | 'settings' | 'database'> {
  readonly observe: BreakerPorts['observe']
}

/** What an operator wants of the models, whatever their calls come to; recorded before it is done. */
export function createBreakerOffice({ settings, database, observe, ...site }: Parts) {
  const store = createOperatorStore(database)
  const clock = Date.now
  const list = async () => ({ breakers: await site.breakers.all() })

  async function force(target: Breaker, forced: Forced): Promise<void> {
    const breakers = createBreakers({ store: site.breakers, quarantine, observe, clock })
    breakers.learn([target])
    await breakers.tell(target, target.tier, { type: 'forced', forced })
  }

  async function act(request: Exclude<BreakerRequest, { verb: 'list' }>): Promise<string> {
    const now = clock()
    const targets = meantBy(request, await site.breakers.all(), await settings.standing())
    if (request.verb === 'release') {
      for (const [target, forced] of forcedOf(targets, now))
        await force(target, { ...forced, until: now })
      return 'released'
    }
    const { verb, until, by, why } = request
    const to = verb === 'open' ? 'open' : 'closed'
    for (const target of targets) await force(target, { to, since: now, until, by, why })
    return `${to} until ${new Date(until).toISOString()}`
  }

  return async (request: BreakerRequest): Promise<BreakersAnswer> => {
    if (request.verb === 'list') return list()
    const { verb, endpoint, model, by, why } = request
    const subject = [endpoint, model].filter(Boolean).join(' ')
    const action = { by, why, verb: `breaker ${verb}`, subject }
    return onRecord(store, action, async () => [await act(request), await list()])
  }
}

/** The breakers of all calls that are meant, also of a model that a setting puts in its place. */
function meantBy(
  { endpoint, model }: Target,
  all: readonly Breaker[],
  standing: readonly RecordedChange[],
): Breaker[] {
  const ofAllCalls = all.filter(isOfAllCalls)
  const here = ofAllCalls.filter((one) => one.endpoint === endpoint)
  const [first] = here
  if (first === undefined) throw unknown('endpoint', endpoint, ofAllCalls)
  const swapped = modelsSet(standing, first.tier)
    .filter((name) => !here.some((one) => one.model === name))
    .map((name) => ({ ...first, model: name, state: untouched, version: 0 }))
  const models = [...here, ...swapped]
  const wanted = models.filter((one) => model === null || one.model === model)
  if (wanted.length === 0) throw unknown('model', model ?? '', models)
  return wanted
}

/** @throws Error when none of them is forced now */
function forcedOf(targets: readonly Breaker[], now: number): (readonly [Breaker, Forced])[] {
  const all = targets.flatMap((target) => {
    const { forced } = target.state
    return forced !== null && forcedTo(target.state, now) !== null
      ? [[target, forced] as const]
      : []
  })
  if (all.length > 0) return all
  throw new Error(
    `${targets[0]?.endpoint} is not forced, so there is nothing to release; npm run settings -- breaker list shows how it stands.`,
  )
}

export function unknown(what: 'endpoint' | 'model', name: string, all: readonly Breaker[]): Error {
  const names = [...new Set(all.map((one) => one[what]))]
  return new Error(
    names.length === 0
      ? `No ${what} is known yet; start the inference workers, which make theirs known.`
      : `There is no ${what} ${name}; there are: ${names.join(', ')}.`,
  )
}
