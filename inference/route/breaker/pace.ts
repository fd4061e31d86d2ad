import type { Reply } from '../../wire/reply.ts'

/** Calls of one operation at one endpoint whose pace is remembered, and how many make it known. */
const [remembered, known] = [64, 16]

/**
 * So many times its own median is no pace but a sickness; so many calls in a row are no chance, if
 * each began after the one before had ended: calls of one burst wait for each other.
 */
const [farAbove, enough] = [5, 3]

/** Milliseconds below which nobody minds: of the first token, of one token. */
const floors = { first: 2_000, token: 50 }

/** Tokens that an answer needs before its rate says something. */
const leastTokens = 20

type Pace = Readonly<Record<keyof typeof floors, number | null>>

/** A call that was answered; times are epoch milliseconds. */
export interface Answered {
  readonly endpoint: string
  readonly operation: string
  readonly reply: Reply
  readonly began: number
  readonly ended: number
}

/** Slow answers in a row, and when the last of them ended. */
interface Row {
  readonly slow: number
  readonly ended: number
}

const none: Row = { slow: 0, ended: 0 }

/** The pace of this process's own calls: who answers well, but far slower than before? */
export function createPace() {
  const recent = new Map<string, Pace[]>()
  const rows = new Map<string, Row>()

  /** Null: the pace of its like is not known yet, so this one says nothing. */
  function isSlow({ endpoint, operation, reply, began, ended }: Answered): boolean | null {
    const like = `${endpoint} ${operation}`
    const paces = recent.get(like) ?? []
    const pace = paceOf(reply, ended - began)
    recent.set(like, [...paces, pace].slice(-remembered))
    const verdicts = [isFarAbove('first', pace, paces), isFarAbove('token', pace, paces)]
    return verdicts.includes(true) || (verdicts.includes(false) ? false : null)
  }

  return {
    /** @returns whether the endpoint has become sick with this answer */
    isSick(answered: Answered): boolean {
      const { endpoint, began, ended } = answered
      const slow = isSlow(answered)
      if (slow === null) return false
      const row = rows.get(endpoint) ?? none
      const after = slow ? plus(row, began, ended) : none
      const isSick = after.slow === enough
      rows.set(endpoint, isSick ? none : after)
      return isSick
    },
  }
}

function plus(row: Row, began: number, ended: number): Row {
  return began < row.ended ? row : { slow: row.slow + 1, ended }
}

function paceOf({ firstToken: first, tokens }: Reply, whole: number): Pace {
  const hasRate = first !== null && tokens.out >= leastTokens
  return { first, token: hasRate ? (whole - first) / tokens.out : null }
}

function isFarAbove(what: keyof Pace, pace: Pace, recent: readonly Pace[]): boolean | null {
  const values = recent.map((one) => one[what]).filter((value) => value !== null)
  const value = pace[what]
  if (value === null || values.length < known) return null
  const median = values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return value > Math.max(floors[what], farAbove * median)
}
