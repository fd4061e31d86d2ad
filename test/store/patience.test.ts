import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { type Database, openDatabase } from '../../store/database.ts'
import { emptyPostgres } from '../databases.ts'

const absent = inject('postgres') === null
const nap = (database: Database, seconds: number) =>
  sql`select pg_sleep(${sql.lit(seconds)})`.execute(database.db)

describe.skipIf(absent)(`PostgreSQL${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let url: string
  let wire: Awaited<ReturnType<typeof openWire>>
  let database: Database

  beforeAll(async () => {
    url = await emptyPostgres()
    wire = await openWire(url)
    const patience = { statement: 300, silence: 1_000 }
    database = await openDatabase({ url: wire.url, folder: '', patience })
  })

  afterAll(async () => {
    await database.close()
    wire.close()
  })

  it('gives up a statement that takes too long, and goes on with the connection', async () => {
    await expect(nap(database, 60)).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      cause: { code: '57014' },
    })
    await expect(database.ping()).resolves.toBeUndefined()
  })

  it('gives up a server that has gone silent, and leaves its connection', async () => {
    const before = wire.opened()
    wire.pause()
    await expect(database.ping()).rejects.toMatchObject({ name: 'DatabaseUnavailable' })
    await expect(database.ping()).resolves.toBeUndefined()
    expect(wire.opened()).toBe(before + 1)
  })

  it('calls away only who is away: a wrong statement stays what it is', async () => {
    const wrong = sql`select nothing from nowhere`.execute(database.db)
    await expect(wrong).rejects.toMatchObject({ name: 'error', code: '42P01' })
  })

  it('says what the server said, without the password of the address', async () => {
    const away = new URL(url)
    away.password = 'pa55word'
    away.pathname = '/nowhere'
    const opening = openDatabase({ url: away.href, folder: '' })
    await expect(opening).rejects.toThrow(/database "nowhere" does not exist.*DATABASE_URL/)
    await expect(opening).rejects.not.toThrow('pa55word')
  })
})

/** Between us and the server, and able to hold back what it says. */
async function openWire(url: string) {
  const sockets: Socket[] = []
  let opened = 0
  const wire = createServer((near) => {
    opened++
    const far = connect(Number(new URL(url).port), '127.0.0.1')
    sockets.push(near, far)
    near.pipe(far).on('error', () => {})
    far.pipe(near).on('error', () => {})
  })
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  const through = new URL(url)
  through.port = String((wire.address() as AddressInfo).port)
  return {
    url: through.href,
    opened: () => opened,
    /** Connections that are open now stay so, and nothing comes through them any more. */
    pause() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    close() {
      wire.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
