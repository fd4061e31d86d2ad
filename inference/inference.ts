import { notWritten } from '../pack/notice.ts'
import type { Outcome } from '../pack/outcome.ts'
import { triedIn } from '../pack/tried.ts'
import { type Admission, admitted } from './admit/admitted.ts'
import { fitted } from './admit/fitted.ts'
import { checked } from './checks/checked.ts'
import type { Unprintable } from './checks/reading/draft.ts'
import { type Guarded, guarded } from './guard/guarded.ts'
import { safe } from './guard/safe.ts'
import type { Ask } from './job/ask.ts'
import { createJobs, type JobParts } from './job/create-jobs.ts'
import { defaultLimits, type Limits } from './job/timeouts.ts'
import { type JudgeStanding, looked, type Watch } from './judge/looked.ts'
import { type Calls, ledger } from './ledger/ledger.ts'
import { type Observe, observed } from './ledger/observed.ts'
import { passedOver } from './ledger/passed-over.ts'
import { type Reuse, reused } from './reuse/reused.ts'
import { breaker } from './route/breaker/breaker.ts'
import { type BreakerPorts, createBreakers } from './route/breaker/breakers.ts'
import { informed } from './route/breaker/informed.ts'
import { createProbes, createShapes } from './route/breaker/probes.ts'
import { bulkhead } from './route/bulkhead.ts'
import { type Pause, pause as realPause } from './route/pause.ts'
import { routed, written } from './route/routed.ts'
import { tiered } from './route/tiered.ts'
import { wire } from './route/wire.ts'
import { createShadow } from './shadow.ts'
import { type Clock, stages } from './stage.ts'
import { type CreateCall, createCall as overHttp } from './wire/call.ts'
import { tokens } from './wire/server.ts'

export interface InferenceDeps extends JobParts {
  readonly calls: Calls
  readonly admission: Omit<Admission, 'breakers' | 'clock'>
  readonly breakers: BreakerPorts
  readonly clock: Clock
  /** Which characters of a text no document can print; this room sees no font. */
  readonly unprintable: Unprintable
  readonly observe: Observe
  readonly observeGuard?: ((guarded: Guarded) => void) | undefined
  readonly reuse: Pick<Reuse, 'texts' | 'observe'>
  /** What a judge may do by now; left out: there is none. */
  readonly standing?: () => JudgeStanding
  /** Left out: every model has written enough. */
  readonly writtenBy?: Watch['writtenBy']
  readonly limits?: Limits
  readonly pause?: Pause
  /** Left out: over HTTP. */
  readonly createCall?: CreateCall
  readonly chance?: () => number
}

/** What came of an ask, and for the operator which endpoints were tried. */
interface Answered {
  readonly outcome: Outcome
  readonly tried: readonly string[]
}

/** What is left out is so. */
export const usual = {
  limits: defaultLimits,
  pause: realPause,
  createCall: overHttp,
  chance: Math.random,
  standing: (): JudgeStanding => 'none',
  writtenBy: () => Number.POSITIVE_INFINITY,
}

/**
 * The only door to a model: one part of a pack, written by a tier's endpoints. A model that fails
 * is a value. What throws: the signal's reason when it is aborted, and the store's errors.
 */
export function createInference({
  endpoints,
  settingsOf,
  calls,
  breakers,
  clock,
  unprintable,
  observe,
  ...rest
}: InferenceDeps) {
  const { limits, pause, createCall, chance, ...parts } = { ...usual, ...rest }
  const known = createBreakers({ ...breakers, clock })
  const shapes = createShapes()
  const turn = stages([
    passedOver,
    bulkhead({ endpoints, limits, clock }),
    breaker({ breakers: known, shapes, clock }),
    observed({ clock, observe }),
    checked(unprintable, rest.observeGuard),
    wire(endpoints, createCall),
  ])
  const jobFor = createJobs({ endpoints, settingsOf, ...rest })
  const admission = { ...rest.admission, breakers: known, clock }
  const route = { limits, clock, pause, chance }
  const shadow = createShadow({ calls, ...admission, ...route }, turn)
  const write = stages([
    ledger({ calls, clock, pause }),
    informed(known),
    looked({ ...parts, clock }),
    safe(settingsOf),
    tiered,
    guarded(rest.observeGuard),
    reused({ ...rest.reuse, limits, clock, pause, unprintable }),
    fitted({ count: tokens, breakers: known, clock }),
    admitted(admission),
    routed(route, turn, written),
  ])

  return {
    /** One turn of the probes apart from traffic: those that it began. */
    probe: createProbes({ endpoints, breakers: known, shapes, clock, createCall }),

    async write(ask: Ask, signal: AbortSignal): Promise<Answered> {
      signal.throwIfAborted()
      const job = await jobFor(ask, signal)
      // The store's texts stand, whatever this version says of a part that it does not know.
      if (job === null) return { outcome: notWritten('misconfigured', ask.tier), tried: [] }
      const outcome = await write(job)
      // Nobody waits for it; of a text that was recorded before nothing is asked again.
      if (outcome.source === 'model' && job.journal.attempts.length > 0) void shadow(job)
      const { passedOver, attempts: calls } = job.journal
      return { outcome, tried: triedIn({ passedOver, calls }) }
    },
  }
}
