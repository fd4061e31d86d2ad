import type { Reply } from '../../wire/reply.ts'

/** Calls of one endpoint whose pace is remembered, and how many make it known. */
const [remembered, known] = [64, 16]

/** So many times its own median is no pace but a sickness; so many calls in a row are no chance. */
const [farAbove, enough] = [5, 3]

/** Milliseconds below which nobody minds: of the first token, of one token. */
const floors = { first: 2_000, token: 50 }

/** Tokens that an answer needs before its rate says something. */
const leastTokens = 20

type Pace = Readonly<Record<keyof typeof floors, number | null>>

/** The pace of this process's own calls: who answers well, but far slower than before? */
export function createPace() {
  const recent = new Map<string, Pace[]>()
  const inRow = new Map<string, number>()

  return {
    /**
     * A call was answered after so many milliseconds in all.
     *
     * @returns whether the endpoint has become sick with it
     */
    isSick(endpoint: string, reply: Reply, whole: number): boolean {
      const paces = recent.get(endpoint) ?? []
      const pace = paceOf(reply, whole)
      const isSlow = isFarAbove('first', pace, paces) || isFarAbove('token', pace, paces)
      recent.set(endpoint, [...paces, pace].slice(-remembered))
      const slow = isSlow ? (inRow.get(endpoint) ?? 0) + 1 : 0
      inRow.set(endpoint, slow % enough)
      return slow === enough
    },
  }
}

function paceOf({ firstToken: first, tokens }: Reply, whole: number): Pace {
  const hasRate = first !== null && tokens.out >= leastTokens
  return { first, token: hasRate ? (whole - first) / tokens.out : null }
}

function isFarAbove(what: keyof Pace, pace: Pace, recent: readonly Pace[]): boolean {
  const values = recent.map((one) => one[what]).filter((value) => value !== null)
  const value = pace[what]
  if (value === null || values.length < known) return false
  const median = values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return value > Math.max(floors[what], farAbove * median)
}
