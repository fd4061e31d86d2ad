import type { Calls, Story } from './trial.ts'

/** What a story has to keep to; null: it does, else what fell short. */
export type Term = (story: Story) => string | null

const all = ({ asks }: Story) => asks.flat()

/** A term for every part by itself. */
const each =
  (what: string, holds: (calls: Calls) => boolean): Term =>
  ({ asks }) => {
    const broken = asks.filter((calls) => !holds(calls))
    return broken.length === 0
      ? null
      : `${what}: not so for ${broken.length} of ${asks.length} parts`
  }

const whole =
  (what: string, holds: (story: Story) => boolean): Term =>
  (story) =>
    holds(story) ? null : what

/** Every section was written by a model. */
export const tailored = whole('every section is tailored', ({ sections }) =>
  sections.every(({ source }) => source === 'model'),
)

/** The tier's own model wrote none, and all say why in this word. */
export const unwritten = (reason: string) =>
  whole(
    `no text is the tier’s own, because of “${reason}”`,
    ({ asks, misses }) =>
      misses.length > 0 &&
      misses.every((miss) => miss === reason) &&
      asks.flat().every(({ verdict }) => verdict !== 'accepted'),
  )

/** The fault was really met, as the wire or the checks name it, or the scenario shows nothing. */
export const met = (fault: string) =>
  whole(`the fault was met (${fault})`, (story) =>
    all(story).some(({ symptom, verdict }) => symptom === fault || verdict === fault),
  )

export const answeredBy = (endpoint: 'primary' | 'second') =>
  each(`the ${endpoint} endpoint answers`, (calls) => {
    const last = calls.at(-1)
    return last?.verdict === 'accepted' && last.endpoint === endpoint
  })

export const answered = each('somebody answers', (calls) => calls.at(-1)?.verdict === 'accepted')

export const mostTries = (most: number, of?: 'primary' | 'second') =>
  each(`at most ${most} tries${of ? ` of the ${of}` : ''}`, (calls) => {
    const tried = of ? calls.filter(({ endpoint }) => endpoint === of) : calls
    return tried.length <= most
  })

export const mostTriesWithin = (most: number, milliseconds: number) =>
  each(`at most ${most} tries in ${milliseconds / 1_000} s`, (calls) => {
    const [first] = calls
    const early = calls.filter(({ startedAt }) => startedAt - first!.startedAt <= milliseconds)
    return early.length <= most
  })

/** Of one part; other parts are asked side by side, and do not know of it. */
export const leftAlone = (milliseconds: number) =>
  each(`a busy endpoint is left alone for ${milliseconds / 1_000} s`, (calls) =>
    calls.every((call, index) => {
      const next = calls.slice(index + 1).find(({ endpoint }) => endpoint === call.endpoint)
      if (call.verdict !== 'overloaded' || next === undefined) return true
      // The ledger's times are rounded, each on its own.
      return next.startedAt - call.endedAt >= milliseconds - 5
    }),
  )

/** After this verdict nobody is asked. */
export const lastWord = (verdict: string) =>
  each(`nobody is asked after “${verdict}”`, (calls) =>
    calls.every((call, index) => call.verdict !== verdict || index === calls.length - 1),
  )

export const failedForFree = whole('failed tries cost nothing', (story) =>
  all(story)
    .filter(({ verdict }) =>
      /^(?:unreachable|timeout|server|overloaded|misconfigured)$/.test(verdict),
    )
    .every(({ tokens, costMicros }) => tokens === 0 && costMicros === 0),
)

export const recordedAs = (model: string) =>
  whole(`what was accepted is recorded as ${model}, with its tokens`, (story) =>
    all(story)
      .filter(({ verdict }) => verdict === 'accepted')
      .every((call) => call.model === model && call.tokens > 0),
  )
