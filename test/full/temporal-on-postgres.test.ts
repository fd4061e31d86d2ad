import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endWithThisProcess, stop } from '../../dev/child-process.ts'
import { freePort } from '../../dev/free-port.ts'
import { goInstallLine } from '../../dev/go-program.ts'
import {
  findPostgres,
  type PostgresServer,
  postgresInstallLine,
  startPostgres,
} from '../../dev/postgres.ts'
import { isComplete, openShop, type Shop } from '../../dev/shop.ts'
import {
  createTemporalSchema,
  hasNamespace,
  prepareTemporalServer,
  temporalOnPostgres,
} from '../../dev/temporal-on-postgres.ts'

const absent = findPostgres() === null ? postgresInstallLine : await lacksGo()

async function lacksGo(): Promise<string | null> {
  return (await prepareTemporalServer()) ? null : goInstallLine
}

describe.skipIf(absent !== null)(
  `Temporal on PostgreSQL${absent === null ? '' : ` (${absent})`}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'packhorse-temporal-'))
    let postgres: PostgresServer
    let port: number
    let temporal: ChildProcess
    let shop: Shop

    async function startTemporal(): Promise<ChildProcess> {
      const { command, args } = temporalOnPostgres({ postgres: postgres.url, folder, port })
      const started = spawn(command, args, { stdio: 'ignore' })
      endWithThisProcess(started)
      while (!(await hasNamespace(`127.0.0.1:${port}`))) await sleep(250)
      return started
    }

    beforeAll(async () => {
      postgres = await startPostgres()
      await createTemporalSchema(postgres.url)
      port = await freePort(8)
      temporal = await startTemporal()
      const databaseUrl = await postgres.createDatabase('shop')
      shop = await openShop({ temporal: `127.0.0.1:${port}`, databaseUrl })
    })

    afterAll(async () => {
      await shop?.close()
      if (temporal !== undefined) await stop(temporal)
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    it('goes on with an order after the server was killed in the middle of it', async () => {
      await shop.small.behave({ mode: 'up', latency: 1_500 })
      const { order, token } = await shop.buy()
      await shop.until(token, ({ state }) => state === 'improving')
      temporal.kill('SIGKILL')
      temporal = await startTemporal()
      // What Temporal's absence made late comes in a release of its own.
      const { release } = await shop.until(token, isComplete)
      expect(release).toMatchObject({ degraded: false })
      const asked = Object.entries(shop.small.stats().byPart)
      const ofOrder = asked.filter(([part]) => part.startsWith(order))
      expect(new Set(ofOrder.map(([, times]) => times))).toEqual(new Set([1]))
    })
  },
)
