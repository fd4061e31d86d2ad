import type { Tried } from './candidates.ts'
import type { Finding } from './complaints.ts'
import type { SecondLooks } from './second-looks.ts'

/** Milliseconds in which what is changed, by people or by itself, is to hold on every worker. */
const soonest = 5_000

/** What people steered, and what steered itself. */
export interface Steered {
  /** Milliseconds until each time of safe mode held on every worker. */
  readonly safeModes: readonly number[]
  readonly candidates: readonly Tried[]
  readonly looks: SecondLooks
}

/** What safe mode, candidates, judge and readers were to bring about, and did not, or not soon. */
export function steeringFindings({ safeModes, candidates, looks }: Steered): Finding[] {
  const said = [
    ...late(safeModes).map((took) => `a text was kept ${took} ms after safe mode came on.`),
    ...late(looks.policies).map(
      (took) => `a text was asked for ${took} ms after people were to read it, and stands unread.`,
    ),
    ...candidates.flatMap(faultsOf),
    ...unguardedIn(looks),
  ]
  return said.map((what) => ({ order: 'the house', what }))
}

const late = (all: readonly number[]) => all.filter((took) => took > soonest).map(Math.round)

function unguardedIn({ judge }: Steered['looks']): string[] {
  const { unguarded } = judge
  if (unguarded === 0) return []
  return [
    unguarded === 1
      ? '1 text that is published stands, and the judge has not looked at it.'
      : `${unguarded} texts that are published stand, and the judge has not looked at them.`,
  ]
}

function faultsOf({ name, kept, ending, lastAsked }: Tried): string[] {
  return [
    ...(kept > 0
      ? [`${kept} texts of ${name} were recorded, and none that it writes is sound.`]
      : []),
    ...(ending === null ? [`${name} is still under way.`] : []),
    ...late([lastAsked]).map(
      (took) => `${name} was asked for a text ${took} ms after it was taken back.`,
    ),
  ]
}
