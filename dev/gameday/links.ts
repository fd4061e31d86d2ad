import { goInstallLine } from '../go-program.ts'
import { prepareToxiproxy, toxiproxyServer } from '../toxiproxy.ts'
import type { Link } from './link.ts'
import type { Place } from './place.ts'
import { createProgram, type Program } from './program.ts'
import { startProxy } from './proxy.ts'
import { type HouseKind, type LinkName, links } from './schedule.ts'
import { createToxicLink } from './toxic-link.ts'
import { until } from './until.ts'

/** What lies between the parts of a house. */
export interface Links {
  readonly byName: Readonly<Record<LinkName, Link>>
  /** What runs for it besides this process. */
  readonly programs: readonly Program[]
}

/** Proxies of ours in a small house, toxiproxy before them in a full one. */
export async function openLinks(place: Place, kind: HouseKind): Promise<Links> {
  const upstreams = upstreamsOf(place)
  const { proxies, doors, ports, logs } = place
  if (kind === 'small')
    return {
      byName: await each((link) => startProxy(proxies[link], upstreams[link])),
      programs: [],
    }
  const api = ports.toxiproxy
  const toxiproxy = await startToxiproxy(api, logs)
  const byName = await each((name) =>
    createToxicLink({
      api,
      name,
      port: proxies[name],
      door: doors[name],
      upstreams: upstreams[name],
    }),
  )
  return { byName, programs: [toxiproxy] }
}

async function startToxiproxy(port: number, logs: string): Promise<Program> {
  if (!(await prepareToxiproxy()))
    throw new Error(`There is no Go to build toxiproxy with; ${goInstallLine}, or add --small.`)
  const { command, args, env } = toxiproxyServer(port)
  const program = createProgram({ name: 'toxiproxy', command, args, logs, options: { env } })
  program.start()
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/version`)).ok
  await until('toxiproxy answers', answers)
  return program
}

function upstreamsOf({ ports, apis }: Place): Readonly<Record<LinkName, readonly number[]>> {
  return {
    database: [ports.database],
    temporal: [ports.temporal],
    stripe: [ports.stripe],
    mail: [ports.mail],
    'model-4b': [ports.small],
    'model-32b': [ports.large],
    'model-judge': [ports.judge],
    webhooks: apis,
    shop: apis,
    s3: [ports.s3],
  }
}

async function each(make: (name: LinkName) => Promise<Link>): Promise<Links['byName']> {
  const made = links.map(async (name) => [name, await make(name)] as const)
  return Object.fromEntries(await Promise.all(made)) as Record<LinkName, Link>
}
