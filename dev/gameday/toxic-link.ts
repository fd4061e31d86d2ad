import { type Link, lateness, trickle, type Way } from './link.ts'

type Toxic =
  | { readonly type: 'latency'; readonly attributes: { readonly latency: number } }
  | { readonly type: 'bandwidth'; readonly attributes: { readonly rate: number } }
  | { readonly type: 'timeout' | 'reset_peer'; readonly attributes: { readonly timeout: 0 } }

/** Milliseconds: a day is longer than any fault. */
const forEver = 86_400_000

const toxics: Readonly<Record<Way, Toxic>> = {
  delay: { type: 'latency', attributes: { latency: lateness } },
  // Not `timeout`, which throws away what was sent: a real network's endpoints send it again.
  drop: { type: 'latency', attributes: { latency: forEver } },
  reset: { type: 'reset_peer', attributes: { timeout: 0 } },
  'half-open': { type: 'timeout', attributes: { timeout: 0 } },
  throttle: { type: 'bandwidth', attributes: { rate: trickle } },
}

const streams = ['upstream', 'downstream'] as const

/** Of a toxiproxy that runs; ports are on loopback. */
export interface ToxicPlace {
  /** Of its HTTP API. */
  readonly api: number
  readonly name: string
  readonly port: number
  readonly upstream: number
}

/**
 * A link through toxiproxy. What it does otherwise than ours: an end of one side is told at once, `drop` or not;
 * `half-open` and `reset` meet new connections as soon as something is said; who is broken off while it is
 * well hears an end (FIN) and no reset.
 *
 * @throws Error where toxiproxy does not do as it is told
 * @see https://github.com/Shopify/toxiproxy#http-api
 */
export async function createToxicLink({ api, name, port, upstream }: ToxicPlace): Promise<Link> {
  let current: Way | null = null

  async function tell(method: string, path: string, body?: object): Promise<void> {
    const url = `http://127.0.0.1:${api}/proxies${path}`
    const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok)
      throw new Error(
        `toxiproxy refused ${method} ${path} (${answer.status}): ${await answer.text()}`,
      )
    await answer.body?.cancel()
  }

  const enable = (enabled: boolean) => tell('PATCH', `/${name}`, { enabled })

  async function breakAll(): Promise<void> {
    await enable(false)
    await enable(true)
  }

  await tell('POST', '', {
    name,
    listen: `127.0.0.1:${port}`,
    upstream: `127.0.0.1:${upstream}`,
    enabled: true,
  })
  return {
    async behave(way) {
      if (current !== null)
        for (const stream of streams) await tell('DELETE', `/${name}/toxics/${stream}`)
      current = way
      if (way === null) return
      for (const stream of streams)
        await tell('POST', `/${name}/toxics`, { name: stream, stream, ...toxics[way] })
      if (way === 'reset') await breakAll()
    },
    breakAll,
    close: () => tell('DELETE', `/${name}`),
  }
}
