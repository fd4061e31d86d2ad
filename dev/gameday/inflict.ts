import { setTimeout as sleep } from 'node:timers/promises'
import { tryCandidate } from './candidates.ts'
import type { DayOf } from './day.ts'
import type { House } from './house.ts'
import { operate, signed } from './operator.ts'
import { halfOf, ours, variablesOf } from './parts.ts'
import type { Program } from './program.ts'
import { haveTextsRead } from './readers.ts'
import type { Fault } from './schedule.ts'

type Kind = Fault['kind']
type Of<K extends Kind> = Extract<Fault, { kind: K }>

/** Begins a fault, rests for as long as it lasts, and ends it. */
export type Inflict = (fault: Fault) => Promise<void>

type Kinds<K extends Kind> = { readonly [One in K]: (fault: Of<One>) => Promise<unknown> }

type Rest = (milliseconds: number) => Promise<void>

/** All of a house is well again when one of them is over. */
export function createInflict(house: House, day: DayOf): Inflict {
  const { stop } = day
  const rest: Rest = (milliseconds) =>
    sleep(milliseconds, undefined, { signal: stop }).catch(() => {})
  const kinds: Kinds<Kind> = {
    ...onProcesses(house, rest, stop),
    ...onOthers(house, rest),
    ...byPeople(house, rest, day),
  }
  return async (fault) => {
    await (kinds[fault.kind] as (fault: Fault) => Promise<unknown>)(fault)
  }
}

function onProcesses({ parts, links, environment }: House, rest: Rest, stop: AbortSignal) {
  let build = 1

  /** What ended by itself is not there to be killed: it is started again first. */
  async function running(program: Program): Promise<Program> {
    while (!program.isRunning() && !stop.aborted) await rest(100)
    return program
  }

  return {
    async kill({ victim, which, lasts }) {
      const program = await running(parts[victim][which]!)
      await program.kill()
      await rest(lasts)
      program.start()
    },

    async pause({ victim, which, lasts }) {
      const program = await running(parts[victim][which]!)
      program.signal('SIGSTOP')
      await rest(lasts)
      program.signal('SIGCONT')
    },

    async 'fail-over'({ lasts }) {
      const [database] = parts.database
      await links.database.behave('drop')
      await database!.kill()
      await rest(lasts)
      database!.start()
      // The new primary knows of no connection to the old one.
      await links.database.breakAll()
      await links.database.behave(null)
    },

    /** A deploy: while half of the workers are still of the build before, the newer one gets the work. */
    async restart() {
      build += 1
      const variables = variablesOf(build)
      for (const which of [0, 1] as const) {
        for (const program of halfOf(parts, which)) {
          await program.stop()
          program.start(variables)
          await rest(2_000)
        }
        if (which === 0) await operate('promote', ['build', variables.BUILD_ID], environment)
      }
    },
  } satisfies Partial<Kinds<Kind>>
}

function onOthers({ links, model, stripe, fillDisk }: House, rest: Rest) {
  const tell = (path: string, fields: Record<string, string>) =>
    fetch(`${stripe}/_fake/${path}`, { method: 'POST', body: new URLSearchParams(fields) })

  return {
    async network({ link, way, lasts }) {
      await links[link].behave(way)
      await rest(lasts)
      await links[link].behave(null)
    },

    async model({ tier, mode, lasts }) {
      await model(tier, { mode })
      await rest(lasts)
      await model(tier, null)
    },

    async 'disk-full'({ lasts }) {
      fillDisk(true)
      await rest(lasts)
      fillDisk(false)
    },

    async 'stripe-writes'({ writes, lasts }) {
      await tell('failures', { times: String(writes) })
      await rest(lasts)
    },
  } satisfies Partial<Kinds<Kind>>
}

/** Not faults but what is done about them, or in spite of them; each has to hold whatever else goes on. */
function byPeople(house: House, rest: Rest, day: DayOf) {
  return {
    async 'safe-mode'({ lasts }) {
      await operate('safe-mode', ['on', ...signed], house.environment)
      await rest(lasts)
      await operate('safe-mode', ['off', ...signed], house.environment)
    },

    candidate: (given) => tryCandidate(house, given, day),
    reviews: (policy) => haveTextsRead(house, policy, day),
  } satisfies Partial<Kinds<Kind>>
}

/** Two faults with a target in common do not go on at the same time. */
export function targetsOf(fault: Fault): string[] {
  switch (fault.kind) {
    case 'kill':
    case 'pause':
      return [fault.victim]
    case 'network':
      return [`link ${fault.link}`]
    case 'fail-over':
      return ['database', 'link database']
    case 'model':
      return [`behaviour ${fault.tier}`]
    case 'disk-full':
      return ['disk']
    // While nobody is asked, nothing is known of a candidate.
    case 'safe-mode':
    case 'candidate':
      return ['safe-mode']
    case 'reviews':
      return ['reviews']
    case 'stripe-writes':
      return []
    case 'restart':
      return [...ours]
  }
}
