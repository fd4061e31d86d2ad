import type { Behaviour, Mode } from '../../dev/stand-in-model/behaviour.ts'
import {
  answered,
  answeredBy,
  failedForFree,
  lastWord,
  leftAlone,
  met,
  mostTries,
  mostTriesWithin,
  recordedAs,
  type Term,
  tailored,
  unwritten,
} from './terms.ts'

export interface Scenario {
  readonly name: string
  /** `up` where nothing is said. */
  readonly primary?: Behaviour
  readonly second?: Behaviour
  /** Of both endpoints of the smaller model; the usual one when left out. */
  readonly contextTokens?: number
  readonly terms: readonly Term[]
}

/** The primary fails in a way that the second makes good. */
const madeGood = (
  name: string,
  mode: Mode,
  symptom: string,
  more: Partial<Behaviour> = {},
): Scenario => ({
  name,
  primary: { mode, ...more },
  terms: [met(symptom), tailored, answeredBy('second'), mostTries(1, 'primary'), failedForFree],
})

/** More completions than an order of ours asks for. */
const many = 1_000

/** The faults by which gateways are compared, but for the one that takes more than an order. */
export const faults: readonly Scenario[] = [
  {
    name: '429 with Retry-After',
    primary: { mode: '429', retryAfter: 2, times: 4 },
    second: { mode: '429', retryAfter: 2, times: 4 },
    terms: [met('busy'), tailored, answered, leftAlone(2_000), mostTries(6), failedForFree],
  },
  {
    name: '429 for ever',
    primary: { mode: '429' },
    second: { mode: '429' },
    terms: [
      met('busy'),
      unwritten('overloaded'),
      mostTriesWithin(4, 3_000),
      mostTries(6),
      failedForFree,
    ],
  },
  {
    name: 'one 500',
    primary: { mode: '500', times: 1 },
    terms: [met('broken'), tailored, answered, mostTries(2), failedForFree],
  },
  madeGood('503 for ever', '503', 'busy'),
  madeGood('reset before the headers', 'reset', 'no-connection'),
  madeGood('no answer at all', 'hung', 'silent'),
  madeGood('first token after 25 s', 'slow', 'silent', { latency: 25_000 }),
  madeGood('stream cut after two thirds', 'cut', 'cut'),
  madeGood('stream stalls', 'hung-after-headers', 'stalled'),
  madeGood('a malformed chunk', 'malformed-chunk', 'malformed'),
  madeGood('no [DONE]', 'no-done', 'cut'),
  {
    name: 'context exceeded',
    primary: { mode: 'too-long' },
    // Where a row’s prompt fits by our estimate, and can be too long all the same.
    contextTokens: 2_450,
    terms: [met('too-long'), lastWord('too-long'), mostTries(1, 'primary'), failedForFree],
  },
  {
    name: 'content filter',
    primary: { mode: 'filtered-azure' },
    terms: [
      met('filtered'),
      unwritten('refused'),
      lastWord('refused'),
      mostTries(1),
      failedForFree,
    ],
  },
  {
    name: 'second endpoint refuses a prefill',
    primary: { mode: 'not-json', times: 1, after: '500' },
    second: { mode: 'no-prefill' },
    terms: [met('invalid'), met('broken'), tailored, answeredBy('second'), failedForFree],
  },
  {
    name: 'the second’s name and usage are recorded',
    primary: { mode: '500' },
    second: { mode: 'other-model', times: many },
    terms: [
      met('broken'),
      tailored,
      answeredBy('second'),
      recordedAs('someone-elses/model-7b'),
      failedForFree,
    ],
  },
]

/** What else servers do. */
export const besides: readonly Scenario[] = [
  madeGood('floods', 'flood', 'flood'),
  madeGood('an error of 50 MB', 'flood-error', 'broken'),
  madeGood('no UTF-8', 'not-utf-8', 'malformed'),
  madeGood('closes early', 'ends-early', 'cut'),
  {
    name: 'lies in usage',
    primary: { mode: 'lying-usage' },
    terms: [tailored, answeredBy('primary')],
  },
  {
    name: 'another model’s name',
    primary: { mode: 'other-model' },
    terms: [tailored, recordedAs('someone-elses/model-7b')],
  },
  {
    name: 'obeys injected instructions',
    primary: { mode: 'obedient' },
    second: { mode: 'obedient' },
    terms: [unwritten('invalid'), mostTries(2)],
  },
]
