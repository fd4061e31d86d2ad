import { goInstallLine } from '../go-program.ts'
import { prepareToxiproxy, toxiproxyServer } from '../toxiproxy.ts'
import type { Link } from './link.ts'
import { doors, type Place } from './place.ts'
import { createProgram, type Program } from './program.ts'
import { startProxy } from './proxy.ts'
import { type HouseKind, type LinkName, links } from './schedule.ts'
import { createToxicLink } from './toxic-link.ts'
import { until } from './until.ts'

/** What lies between the parts of a house. */
export interface Links {
  readonly byName: Readonly<Record<LinkName, Link>>
  /** At the database's machine, which a fail-over takes away with all that is on its way to it. */
  readonly databaseHost: Link
  /** What runs for it besides this process. */
  readonly programs: readonly Program[]
  close(): Promise<void>
}

/** Proxies of ours in a small house, toxiproxy in a full one. */
export function openLinks(place: Place, kind: HouseKind): Promise<Links> {
  return kind === 'full' ? throughToxiproxy(place) : throughOurs(place)
}

async function throughOurs(place: Place): Promise<Links> {
  const upstreams = upstreamsOf(place)
  const byName = await each(links, (link) => startProxy(place.proxies[link], upstreams[link]))
  const close = () => closeAll(byName)
  return { byName, databaseHost: byName.database, programs: [], close }
}

/** Ours stand behind it where it cannot do alone: it has one upstream, and tells of each end at once. */
async function throughToxiproxy(place: Place): Promise<Links> {
  const upstreams = upstreamsOf(place)
  const behind = await each(doors, (link) => startProxy(place.doors[link], upstreams[link]))
  const ports: Readonly<Partial<Record<LinkName, number>>> = place.doors
  const api = place.ports.toxiproxy
  const toxiproxy = await startToxiproxy(api, place.logs)
  const byName = await each(links, (name) => {
    const upstream = ports[name] ?? upstreams[name][0]
    return createToxicLink({ api, name, port: place.proxies[name], upstream })
  })
  const close = async () => {
    await toxiproxy.kill()
    await closeAll(behind)
  }
  return { byName, databaseHost: behind.database, programs: [toxiproxy], close }
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

function upstreamsOf({
  ports,
  apis,
}: Place): Readonly<Record<LinkName, readonly [number, ...number[]]>> {
  return {
    database: [ports.database],
    temporal: [ports.temporal],
    stripe: [ports.stripe],
    mail: [ports.mail],
    'model-4b': [ports.small],
    'model-32b': [ports.large],
    webhooks: apis,
    shop: apis,
    s3: [ports.s3],
  }
}

async function each<Name extends LinkName>(
  names: readonly Name[],
  make: (name: Name) => Promise<Link>,
): Promise<Readonly<Record<Name, Link>>> {
  const made = names.map(async (name) => [name, await make(name)] as const)
  return Object.fromEntries(await Promise.all(made)) as Record<Name, Link>
}

async function closeAll(all: Readonly<Record<string, Link>>): Promise<void> {
  await Promise.all(Object.values(all).map((link) => link.close()))
}
