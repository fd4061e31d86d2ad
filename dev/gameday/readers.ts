import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenReview, SheetText } from '../../pack/reading.ts'
import type { DayOf } from './day.ts'
import type { House } from './house.ts'
import { operate } from './operator.ts'
import { patience } from './patience.ts'
import type { Fault } from './schedule.ts'
import { ask, Refused } from './wire.ts'

/** Milliseconds that a reader takes for a text. */
const pause = 1_500

/** What readers do, in turn. */
const verdicts = ['approved', 'edited', 'rejected'] as const
type Verdict = (typeof verdicts)[number]

type Policy = Extract<Fault, { kind: 'reviews' }>

/** Has people read a share of the texts for a while; they read a few, and leave the rest until it is due. */
export async function haveTextsRead(house: House, policy: Policy, day: DayOf) {
  const set = (key: string, value: unknown) => {
    const why = ['--why', 'the game day', '--by', 'gameday']
    return operate('settings', ['set', key, String(value), ...why], house.environment)
  }
  await set('reviewHours', policy.hours)
  await set('reviewSample', policy.sample)
  await set('review', 'flagged')
  await readSome(createDesk(house, day.stop), policy, day)
  await set('review', 'off')
}

/** The reviewers' pages, as programs have them. */
function createDesk({ shop, place }: House, stop: AbortSignal) {
  const headers = {
    authorization: `Bearer ${place.opsTokens.reviewer}`,
    accept: 'application/json',
    'content-type': 'application/json',
  }
  const get = async (path: string): Promise<unknown> =>
    (await ask(`${shop}${path}`, { headers }, stop)).json()

  return {
    /** Paths of what is to be read, what is due first at the top. */
    async open(): Promise<string[]> {
      const { reviews } = (await get('/ops/reviews')) as { reviews: OpenReview[] }
      return reviews.map(pathOf)
    },

    async decide(path: string, verdict: Verdict): Promise<void> {
      const { seen, texts } = (await get(path)) as Sheet
      const say = (fields: object) => {
        const body = JSON.stringify({ seen, ...fields })
        return ask(`${shop}${path}`, { method: 'POST', headers, body }, stop)
      }
      const words = verdict === 'edited' ? inOtherWords(texts) : {}
      await say({ verdict, ...words }).catch((error: Error) => {
        // What a reader writes passes the checks of a model's text, or the model's stands.
        if (error instanceof Refused && error.status === 422) return say({ verdict: 'approved' })
        throw error
      })
    },
  }
}

type Desk = ReturnType<typeof createDesk>

/** What is due last is read first: it is not over while it is read. Of those that wait one at least is left. */
async function readSome({ open, decide }: Desk, { read, lasts }: Policy, { isOver, stop }: DayOf) {
  const seen = new Set<string>()
  let [done, end] = [0, Date.now() + patience]
  while (Date.now() < end && !isOver()) {
    await sleep(pause, undefined, { signal: stop })
    const waiting = (await open()).filter((path) => !seen.has(path))
    if (waiting.length < 2 || done === read) continue
    const path = waiting.at(-1)!
    seen.add(path)
    if (!(await isDone(decide(path, verdicts[done % verdicts.length]!)))) continue
    done += 1
    if (done === 1) end = Date.now() + lasts
  }
}

interface Sheet {
  readonly seen: string
  readonly texts: readonly SheetText[]
}

/** False: it was not to be read any more. */
function isDone(decided: Promise<void>): Promise<boolean> {
  return decided.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && [404, 409].includes(error.status)) return false
      throw error
    },
  )
}

function pathOf({ order, artefact, part, revision, round }: OpenReview): string {
  return `/ops/reviews/${order}/${artefact}/${part || '-'}/${revision}/${round}`
}

/** The first sentence of the first text comes last; of a single one nothing can be edited, which the shop says. */
function inOtherWords([text]: readonly SheetText[]): Record<string, string> {
  if (text === undefined) return {}
  const [first, ...others] = text.raw.split(/(?<=\.) /)
  return { [`text:${text.path}`]: [...others, first].join(' ') }
}
