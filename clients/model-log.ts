import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'

export interface LoggedRequest {
  /** ISO 8601, UTC: when the server took it. */
  readonly at: string
  /** The request's `X-Request-Id`. */
  readonly request: string
}

/** A line of the stand-in's log, and one of vLLM's with `--logging-config.formatter json`. */
const line = z.union([
  z.object({ at: z.string(), request: z.string(), status: z.unknown().optional() }),
  z.object({ asctime: z.string(), message: z.string() }),
])

/** As vLLM 0.32 names a chat completion with `--enable-log-requests --enable-request-id-headers`. */
const received = /^Received request (?:chatcmpl-)?(\S+?): /

/**
 * The requests that a model server says it took, line by line, whatever else is in its log. JSON lines:
 * `{"at", "request"}`, or vLLM's own.
 *
 * @throws Error when the file cannot be read, or a request stands in it without a time
 */
export async function* readModelLog(file: string): AsyncGenerator<LoggedRequest> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  try {
    for await (const text of lines) {
      const said = requestIn(text)
      if (said === null) continue
      const at = timeIn(said.at)
      if (at === null)
        throw new Error(
          `${file} tells of request ${said.request} at “${said.at}”, which is no time with year, month and day; have the server log ISO 8601.`,
        )
      yield { at, request: said.request }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new Error(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}); --model-log names the log of a model server.`,
      { cause: error },
    )
  }
}

/** Null: it tells of something else, as of an answer, or was cut off by the end of the server. */
function requestIn(text: string): LoggedRequest | null {
  const parsed = line.safeParse(jsonIn(text))
  if (!parsed.success) return null
  if ('request' in parsed.data) {
    const { at, request, status } = parsed.data
    return status === undefined ? { at, request } : null
  }
  const [, request] = received.exec(parsed.data.message) ?? []
  return request === undefined ? null : { at: parsed.data.asctime, request }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Python's own form has a comma before the milliseconds and no zone; servers run in UTC. */
function timeIn(text: string): string | null {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d)?$/.exec(
    text,
  )
  if (parts === null) return null
  const [, day, time, fraction = '', zone = 'Z'] = parts
  const at = new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
