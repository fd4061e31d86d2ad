import { type Link, lateness, trickle, type Way } from './link.ts'
import { startProxy } from './proxy.ts'

type Toxic =
  | { readonly type: 'latency'; readonly attributes: { readonly latency: number } }
  | { readonly type: 'bandwidth'; readonly attributes: { readonly rate: number } }
  | { readonly type: 'timeout' | 'reset_peer'; readonly attributes: { readonly timeout: 0 } }

/**
 * Null: it is left to ours. `timeout` throws away what was sent, which TCP sends again; a `latency` that is longer
 * than the fault tells at once that a connection ends, and when it is removed keeps everybody waiting, five
 * seconds for each packet to whoever has gone.
 */
const toxics: Readonly<Record<Way, Toxic | null>> = {
  delay: { type: 'latency', attributes: { latency: lateness } },
  drop: null,
  reset: { type: 'reset_peer', attributes: { timeout: 0 } },
  'half-open': { type: 'timeout', attributes: { timeout: 0 } },
  throttle: { type: 'bandwidth', attributes: { rate: trickle } },
}

const streams = ['upstream', 'downstream'] as const

/** Beside a toxiproxy that runs; ports are on loopback. */
export interface ToxicPlace {
  /** Of its HTTP API. */
  readonly api: number
  readonly name: string
  /** By which clients call. */
  readonly port: number
  /** Of our proxy behind it. */
  readonly door: number
  readonly upstreams: readonly number[]
}

/**
 * A link through toxiproxy, with a proxy of ours behind it, which takes the upstreams in turn, drops packets and
 * breaks connections. What toxiproxy does otherwise than ours: `half-open` and `reset` meet new connections as
 * soon as something is said, and who is broken off hears an end (FIN) and no reset.
 *
 * @throws Error where toxiproxy does not do as it is told
 * @see https://github.com/Shopify/toxiproxy#http-api
 */
export async function createToxicLink(place: ToxicPlace): Promise<Link> {
  const { name, port, door } = place
  const tell = teller(place)
  const behind = await startProxy(door, place.upstreams)
  let current: Toxic | null = null

  async function become(toxic: Toxic | null): Promise<void> {
    if (current !== null)
      for (const stream of streams) await tell('DELETE', `/${name}/toxics/${stream}`)
    current = toxic
    if (toxic === null) return
    for (const stream of streams)
      await tell('POST', `/${name}/toxics`, { name: stream, stream, ...toxic })
  }

  await tell('POST', '', {
    name,
    listen: `127.0.0.1:${port}`,
    upstream: `127.0.0.1:${door}`,
    enabled: true,
  })
  return {
    async behave(way) {
      await become(way && toxics[way])
      await behind.behave(way === 'drop' ? way : null)
      if (way === 'reset') await behind.breakAll()
    },
    breakAll: () => behind.breakAll(),
    async close(): Promise<void> {
      await tell('DELETE', `/${name}`)
      await behind.close()
    },
  }
}

function teller({ api }: ToxicPlace) {
  return async function tell(
    method: string,
    path: string,
    body?: object,
    isAgain = false,
  ): Promise<void> {
    const url = `http://127.0.0.1:${api}/proxies${path}`
    const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) })
    const said = await answer.text()
    // It waits for whoever does not read, as a paused process, says so after 25 seconds, and goes on with it.
    if (answer.status === 503) return tell(method, path, body, true)
    const isDone = isAgain && [404, 409].includes(answer.status)
    if (!answer.ok && !isDone)
      throw new Error(`toxiproxy refused ${method} ${path} (${answer.status}): ${said}`)
  }
}
