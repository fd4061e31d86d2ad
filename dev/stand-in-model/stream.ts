import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Mode } from './behaviour.ts'
import { type Completion, done, type Events, event, eventsOf } from './completion.ts'
import { engineDead } from './wire.ts'

/** Bytes to send, or what to do in their place: break the connection, say no more, wait. */
type Step = string | Buffer | typeof broken | typeof silent | typeof pause
const broken = Symbol('broken')
const silent = Symbol('silent')
const pause = Symbol('pause')

/** Milliseconds. */
const pauseLength = 250

type Script = (events: Events) => Iterable<Step>

const whole: Script = ({ tokens, end }) => [...tokens, ...end, done]

const notUtf8 = Buffer.from([...Buffer.from('data: {"choices":"'), 0xc3, 0x28, 0x22])

const scripts: Readonly<Partial<Record<Mode, Script>>> = {
  'hung-after-headers': ({ tokens }) => [...share(tokens, 1 / 2), silent],
  'hung-with-comments': () => comments(),
  drip: ({ tokens, end }) => [...tokens, ...end].flatMap((one) => [one, pause]),
  cut: ({ tokens }) => [...share(tokens, 2 / 3), broken],
  'ends-early': ({ tokens }) => share(tokens, 2 / 3),
  'malformed-chunk': ({ tokens, end }) => [
    ...share(tokens, 1 / 2),
    event('{"id":"chatcmpl-1","choices":[{"ind'),
    ...tokens.slice(tokens.length / 2),
    ...end,
    done,
  ],
  'not-utf-8': ({ tokens, end }) => [...share(tokens, 1 / 2), notUtf8, ...end, done],
  'error-in-stream': ({ tokens }) => [...share(tokens, 1 / 2), event(engineDead.body), done],
  'no-done': ({ tokens, end }) => [...tokens, ...end],
  flood: ({ tokens }) => forever(tokens),
  'flood-that-ends': ({ tokens, end }) => [...Array(100).fill(tokens).flat(), ...end, done],
  'flood-line': () => forever(['data: {"choices":', 'x'.repeat(65_536)]),
}

function share<T>(all: readonly T[], part: number): T[] {
  return all.slice(0, all.length * part)
}

function* forever(steps: readonly string[]): Generator<string> {
  for (;;) yield* steps
}

function* comments(): Generator<Step> {
  yield ': waiting for a free engine\n\n'
  yield silent
}

/** Sends an answer token by token, as far as the mode lets it come. */
export async function stream(
  response: ServerResponse,
  completion: Completion,
  mode: Mode,
  gone: AbortSignal,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const script = scripts[mode] ?? whole
  for (const step of script(eventsOf(completion))) {
    gone.throwIfAborted()
    if (step === silent) return untilGone(gone)
    if (step === broken) return response.socket?.destroySoon()
    if (step === pause) await sleep(pauseLength, undefined, { signal: gone })
    else if (!response.write(step)) await once(response, 'drain', { signal: gone })
  }
  response.end()
}

export function untilGone(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  const give = () => reject(signal.reason as Error)
  if (signal.aborted) give()
  signal.addEventListener('abort', give)
  return promise
}
