import { candidatesIn } from '../inference/job/candidates.ts'
import { type Canary, type CanaryTallies, faultOf, hasPassed } from '../pack/canary.ts'
import type { Signed } from '../pack/signed.ts'
import type { EndedCanary } from '../store/policy/canaries.ts'
import type { SettingChange } from '../store/policy/settings.ts'
import { type Candidate, settingOf, withdrawn } from './candidate.ts'
import type { Site } from './site.ts'

export type CanaryRequest =
  | { readonly verb: 'show' }
  | ({ readonly verb: 'start'; readonly share: number; readonly isShadow: boolean } & Candidate &
      Signed)
  | ({ readonly verb: 'promote'; readonly isUntried: boolean } & Candidate & Signed)
  | ({ readonly verb: 'stop' } & Signed)

export interface CanaryAnswer {
  readonly running: (Canary & Progress) | null
  /** The newest first. */
  readonly past: readonly EndedCanary[]
}

interface Progress {
  readonly tallies: CanaryTallies
  readonly hasPassed: boolean
  /** Null: nothing speaks against it. */
  readonly fault: string | null
}

/** Canaries in a list. */
const longest = 20

/** Gives candidates to some orders, to all, or to none; each change with who made it and why. */
export function createCanaryOffice(site: Pick<Site, 'canaries' | 'settings'>) {
  const { canaries, settings } = site

  async function start(asked: CanaryRequest & { verb: 'start' }): Promise<void> {
    requireKnown(asked)
    const { verb: _, ...canary } = asked
    if (!(await canaries.start(canary, settingOf(canary, canary.share, canary.name))))
      throw new Error(
        'Another candidate is under way, and two at a time could not be told apart; promote it, or stop it (npm run promote -- stop), and start this one then.',
      )
  }

  async function promote(asked: CanaryRequest & { verb: 'promote' }): Promise<void> {
    requireKnown(asked)
    const running = await canaries.running()
    const isOurs = running !== undefined && isSame(running, asked) && !running.isShadow
    if (!isOurs && running !== undefined)
      throw new Error(`${inWords(running)} is under way; stop it first.`)
    const isTried = isOurs && hasPassed(await canaries.tallies(running))
    if (!isTried && !asked.isUntried)
      throw new Error(
        `${asked.kind} ${asked.name} has not been tried by a canary that passed; start one with --canary 10, or give it to all with --untried.`,
      )
    const toAll = settingOf({ ...asked, isShadow: false }, null, asked.name)
    if (!isOurs) return settings.change(toAll)
    const ended = { ending: 'promoted', by: asked.by, reason: asked.why } as const
    await end(canaries, running, ended, [withdrawn(running, asked), toAll])
  }

  async function stop({ by, why }: Signed): Promise<void> {
    const running = await canaries.running()
    if (running === undefined)
      throw new Error('No candidate is under way, so there is nothing to stop.')
    const ended = { ending: 'stopped', by, reason: why } as const
    await end(canaries, running, ended, [withdrawn(running, { by, why })])
  }

  async function standing(): Promise<CanaryAnswer> {
    const running = await canaries.running()
    const tallies = running && (await canaries.tallies(running))
    const progress = tallies && {
      ...{ tallies, hasPassed: hasPassed(tallies), fault: faultOf(tallies) },
    }
    const past = (await canaries.past(longest)).filter(({ ending }) => ending !== null)
    return { running: running && progress ? { ...running, ...progress } : null, past }
  }

  return async (asked: CanaryRequest): Promise<CanaryAnswer> => {
    if (asked.verb === 'start') await start(asked)
    if (asked.verb === 'promote') await promote(asked)
    if (asked.verb === 'stop') await stop(asked)
    return standing()
  }
}

type Canaries = Pick<Site['canaries'], 'end'>

/** Of two who end it, and of `upkeep`, one does. */
async function end(
  canaries: Canaries,
  running: Canary,
  ended: Parameters<Canaries['end']>[1],
  changes: readonly SettingChange[],
): Promise<void> {
  if (await canaries.end(running.id, ended, changes)) return
  throw new Error(
    `${inWords(running)} was ended by somebody else meanwhile; npm run promote -- show says how.`,
  )
}

function isSame(one: Candidate, other: Candidate): boolean {
  return (['kind', 'name', 'operation', 'tier'] as const).every((it) => one[it] === other[it])
}

const inWords = ({ kind, name, share }: Canary) => `${kind} ${name} for ${share} % of the orders`

/** What nobody has would be passed over without a word; of a model its server says so at the first call. */
function requireKnown({ kind, name }: Candidate): void {
  if (kind === 'model') return
  const known = candidatesIn(kind)
  if (known.includes(name)) return
  const there = known.length === 0 ? 'there is none' : `there are: ${known.join(', ')}`
  throw new Error(`No ${kind} is called “${name}”; ${there}.`)
}
