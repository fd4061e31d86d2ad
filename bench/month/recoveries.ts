import type { Past } from './simulate.ts'

/** An outage that opened a breaker, and how the endpoint came back. */
export interface Recovery {
  readonly endpoint: string
  /** Milliseconds from the endpoint being well until its calls were made again. */
  readonly closed: number
  /** Milliseconds until the first customer's call that was answered had been made. */
  readonly called: number
  /** It had fallen a short while before, so more than one good probe was wanted of it. */
  readonly isRelapse: boolean
}

/** Milliseconds for which the last call of an outage may go on after its end. */
const slack = 60_000

/** Of every outage after which the endpoint stayed well until its calls were made again. */
export function recoveriesIn({ outages, turns, calls }: Past): Recovery[] {
  return outages.flatMap(({ endpoint, from, until }) => {
    const own = turns.filter(({ breaker }) => breaker.endpoint === endpoint)
    const opened = own.find(
      ({ at, breaker }) => breaker.state.standing === 'open' && at >= from && at <= until + slack,
    )
    if (opened === undefined) return []
    const back = Math.max(opened.at, until)
    const closed = own.find(({ at, breaker }) => breaker.state.standing === 'closed' && at >= back)
    const fellAgain = outages.some(
      (one) => one.endpoint === endpoint && one.from > from && one.from <= (closed?.at ?? until),
    )
    const first = calls.find(
      (call) => call.endpoint === endpoint && call.isAnswered && call.began >= back,
    )
    if (closed === undefined || fellAgain || first === undefined) return []
    return [
      {
        endpoint,
        closed: closed.at - until,
        called: first.began - until,
        isRelapse: closed.breaker.state.rung > 1,
      },
    ]
  })
}
