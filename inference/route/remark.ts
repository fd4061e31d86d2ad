import { complaint, tooLong } from '../../pack/prompts.ts'
import type { AnyJob } from '../job/job.ts'
import { doubtedIn } from '../judge/sentences.ts'
import { bytesIn, templateTokens, tokensOf } from '../wire/tokens.ts'
import type { Endpoint } from './endpoints.ts'
import type { Tried, Turn } from './turn.ts'

/** Characters of an answer of which fewer say nothing of it. */
const leastQuote = 200

type Asked = Pick<Turn, 'job' | 'endpoint'>

/**
 * What the model is told after an answer that cannot be used. It becomes a part of the user's
 * message: some servers refuse a turn of the assistant that they did not write, and some chat
 * templates two turns of the user. Of the answer no more is quoted than fits into the window.
 */
export function remarkOn({ reply, faults, failure }: Tried, asked: Asked): string {
  if (failure === 'truncated') return tooLong
  return quoted(reply.text ?? '', complaint(faults), asked)
}

function quoted(text: string, said: string, asked: Asked): string {
  const room = roomFor(said, asked)
  if (text === '' || room < Math.min(text.length, leastQuote)) return said
  return text.length <= room
    ? `Your last answer was:\n${text}\n\n${said}`
    : `Your last answer began:\n${text.slice(0, room)}…\n\n${said}`
}

/** What it is told of a text that a judge did not let pass; empty: there is none. */
export function remarkOnRejected(job: AnyJob, endpoint: Endpoint): string {
  const { rejected } = job.known
  if (rejected === undefined) return ''
  const faults = doubtedIn(rejected.content, rejected.doubts ?? []).map(unsupported)
  return quoted(JSON.stringify(rejected.content), complaint(faults), { job, endpoint })
}

const unsupported = (sentence: string) =>
  `the facts do not support “${sentence}”: say only what they say, or leave it out`

/** Characters, of which most are a byte, that the window leaves for a quotation. */
function roomFor(remark: string, { job, endpoint }: Asked): number {
  const { prompt, maxTokens } = job.assignment
  const said = Buffer.byteLength(prompt.system + prompt.user + remark)
  const taken = tokensOf(said) + templateTokens + maxTokens
  return bytesIn(endpoint.contextTokens - taken)
}
