import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds after which a person reloads the page. */
const patience = 15_000

/** Milliseconds between two tries, where nobody said how many. */
const pause = 1_000

/** An answer that says no: trying again changes nothing. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(status: number, said: string) {
    super(`${status}: ${said.slice(0, 300)}`)
    this.status = status
  }
}

/** Below 500, and said to whoever shall come again: too slow to be heard out, and too many. */
const comeAgain = [408, 429]

/** Asks until somebody answers, as people do who reload a page when they are told to: those and 5xx are no answers. */
export async function ask(url: string, how: RequestInit, stop: AbortSignal): Promise<Response> {
  for (;;) {
    let wait = pause
    const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)])
    try {
      const answer = await fetch(url, { redirect: 'manual', ...how, signal })
      if (answer.status < 400) return await whole(answer)
      wait = Number(answer.headers.get('retry-after') ?? pause / 1_000) * 1_000
      const said = await answer.text()
      if (answer.status < 500 && !comeAgain.includes(answer.status))
        throw new Refused(answer.status, said)
    } catch (error) {
      if (error instanceof Refused || stop.aborted) throw error
    }
    await sleep(wait, undefined, { signal: stop })
  }
}

/** An answer that breaks off is none. */
async function whole(answer: Response): Promise<Response> {
  const { status, headers } = answer
  const bytes = await answer.arrayBuffer()
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, headers })
}
