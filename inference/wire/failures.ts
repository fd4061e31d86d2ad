import type { Reason } from '../../pack/reason.ts'

/** What a model call can end in, other than in a text that passed. */
export type Failure = Extract<
  Reason,
  | 'unreachable'
  | 'timeout'
  | 'server'
  | 'overloaded'
  | 'too-long'
  | 'misconfigured'
  | 'truncated'
  | 'refused'
  | 'invalid'
>

/** What to do about it; each is done at most as often as there are endpoints, `ask-again` once. */
export type Remedy = 'next-endpoint' | 'larger-context' | 'ask-again' | 'stop'

export const remedies: Readonly<Record<Failure, Remedy>> = {
  unreachable: 'next-endpoint',
  timeout: 'next-endpoint',
  server: 'next-endpoint',
  overloaded: 'next-endpoint',
  misconfigured: 'next-endpoint',
  'too-long': 'larger-context',
  truncated: 'ask-again',
  invalid: 'ask-again',
  refused: 'stop',
}

/** First fitting row counts. vLLM sheds load by 503, other servers by 429. */
const statuses: readonly { from: number; to: number; failure: Failure }[] = [
  { from: 408, to: 408, failure: 'timeout' },
  { from: 429, to: 429, failure: 'overloaded' },
  { from: 503, to: 503, failure: 'overloaded' },
  { from: 400, to: 499, failure: 'misconfigured' },
]

/** The failure of an HTTP status that is not a success. */
export function failureOfStatus(status: number): Failure {
  const row = statuses.find(({ from, to }) => status >= from && status <= to)
  return row?.failure ?? 'server'
}

const finishes: Readonly<Record<string, Failure>> = {
  length: 'truncated',
  content_filter: 'refused',
}

/** The failure of a `finish_reason`; null for `stop`. `abort` and unknown ones are the server's. */
export function failureOfFinish(finish: string | null | undefined): Failure | null {
  return finish === 'stop' ? null : (finishes[String(finish)] ?? 'server')
}
