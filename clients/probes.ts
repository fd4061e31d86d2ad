import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Gauge, type Registry } from 'prom-client'
import { withoutSecrets } from './redact.ts'

/** A dependency: required ones make the process unready, others are named as degraded. */
export interface Check {
  readonly name: string
  readonly required: boolean
  /** Rejects when the dependency does not do its work. */
  readonly run: () => Promise<unknown>
}

export interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, 'ok' | 'failed' | 'degraded'>>
  /** Of each check that is not ok, what it said: for operators alone. */
  readonly reasons: Readonly<Record<string, string>>
}

export async function readinessOf(checks: readonly Check[]): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async ({ name, required, run }) => {
      const reason = await run().then(() => null, reasonOf)
      return { name, required, ok: reason === null, reason }
    }),
  )
  const word = ({ ok, required }: { ok: boolean; required: boolean }) =>
    ok ? ('ok' as const) : required ? ('failed' as const) : ('degraded' as const)
  return {
    ready: results.every(({ ok, required }) => ok || !required),
    checks: Object.fromEntries(results.map((result) => [result.name, word(result)])),
    reasons: Object.fromEntries(
      results.flatMap(({ name, reason }) => (reason === null ? [] : [[name, reason]])),
    ),
  }
}

/** Milliseconds for which an answer stands. */
const lasting = 1_000

/** The same for strangers: one look at a time, and one a second, however many ask. */
export function createReadiness(checks: readonly Check[]): () => Promise<Readiness> {
  let present: Promise<Readiness> | null = null
  const forget = () => {
    present = null
  }
  const look = () => {
    const looked = readinessOf(checks)
    const forgetLater = () => void setTimeout(forget, lasting).unref()
    looked.then(forgetLater, forget)
    return looked
  }
  return () => (present ??= look())
}

function reasonOf(error: unknown): string {
  const causes = [error]
  for (let last = error; last instanceof Error && last.cause && causes.length < 5; )
    causes.push((last = last.cause))
  const said = causes.map((each) => (each instanceof Error ? each.message : String(each)))
  return withoutSecrets(said.filter(Boolean).join(' '))
}

/** `/metrics /healthz /readyz` on loopback, in every process. @returns the port and how to stop */
export async function serveProbes(port: number, registry: Registry, checks: readonly Check[]) {
  showChecks(registry, checks)
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', registry, checks).then(({ status, type, body }) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    )
  })
  await listen(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

/** The checks are made whenever the gauge is read, as `/readyz` makes them. */
function showChecks(registry: Registry, checks: readonly Check[]): void {
  const gauge = new Gauge({
    name: 'packhorse_check_ok',
    help: '1: this check of /readyz is ok; 0: it is not, and /readyz says why.',
    labelNames: ['check'],
    registers: [],
    async collect() {
      const said = Object.entries((await readinessOf(checks)).checks)
      for (const [check, word] of said) this.set({ check }, word === 'ok' ? 1 : 0)
    },
  })
  registry.registerMetric(gauge)
}

async function answer(path: string, registry: Registry, checks: readonly Check[]) {
  const json = (status: number, value: unknown) => ({
    status,
    type: 'application/json',
    body: JSON.stringify(value),
  })
  if (path === '/metrics')
    return { status: 200, type: registry.contentType, body: await registry.metrics() }
  if (path === '/healthz') return json(200, { status: 'ok' })
  if (path !== '/readyz')
    return json(404, { title: 'Only /metrics, /healthz and /readyz are here.' })
  const readiness = await readinessOf(checks)
  return json(readiness.ready ? 200 : 503, readiness)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}
