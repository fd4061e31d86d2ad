import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { endless, postgresDialect } from '../../store/database/postgres.ts'
import { emptyPostgres, vault } from '../databases.ts'

const absent = inject('postgres') === null
const nap = (database: Database, seconds: number) =>
  sql`select pg_sleep(${sql.lit(seconds)})`.execute(database.db)

describe.skipIf(absent)(`PostgreSQL${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let url: string
  let wire: Awaited<ReturnType<typeof openWire>>
  let database: Database
  let patient: Database
  let direct: Database

  beforeAll(async () => {
    url = await emptyPostgres()
    wire = await openWire(url)
    const patience = { statement: 300, silence: 1_000 }
    database = await openDatabase({ url: wire.url, folder: '', vault, patience })
    patient = await openDatabase({ url: wire.url, folder: '', vault })
    direct = await openDatabase({ url, folder: '', vault })
  })

  afterAll(async () => {
    await Promise.all([database, patient, direct].map((each) => each.close()))
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

  const losses: [string, (pid: number) => Promise<unknown>][] = [
    ['the server ends it', (pid) => endBackend(direct, pid)],
    ['it is cut', async () => wire.cut()],
  ]

  it.each(losses)(
    'a connection fails its transaction alone when %s between two statements',
    async (_, lose) => {
      const uncaught = listenForUncaught()
      const work = database.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await lose(rows[0]?.pid ?? 0)
        await sleep(50)
        await sql`select 1`.execute(tx)
      })
      await expect(work).rejects.toMatchObject({ name: 'DatabaseUnavailable' })
      await expect(database.ping()).resolves.toBeUndefined()
      expect(uncaught()).toEqual([])
    },
  )

  it.each(losses)('a connection fails its query alone when %s meanwhile', async (_, lose) => {
    const uncaught = listenForUncaught()
    await Promise.all([
      expect(nap(patient, 60)).rejects.toMatchObject({ name: 'DatabaseUnavailable' }),
      napping(direct).then(lose),
    ])
    await expect(patient.ping()).resolves.toBeUndefined()
    expect(uncaught()).toEqual([])
  })

  it('loses nothing but a connection that is ended with the very words that open it', async () => {
    const uncaught = listenForUncaught()
    const fresh = await openWire(url)
    onTestFinished(fresh.close)
    const guest = new Kysely({ dialect: postgresDialect(fresh.url, endless) })
    onTestFinished(() => guest.destroy())
    fresh.endAtOnce(true)
    await expect(sql`select 1`.execute(guest)).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
    })
    fresh.endAtOnce(false)
    await expect(sql`select 1 as one`.execute(guest)).resolves.toMatchObject({ rows: [{ one: 1 }] })
    expect(uncaught()).toEqual([])
  })

  it('calls away only who is away: a wrong statement stays what it is', async () => {
    const wrong = sql`select nothing from nowhere`.execute(database.db)
    await expect(wrong).rejects.toMatchObject({ name: 'error', code: '42P01' })
  })

  it('says what the server said, without the password of the address', async () => {
    const away = new URL(url)
    away.password = 'pa55word'
    away.pathname = '/nowhere'
    const opening = openDatabase({ url: away.href, folder: '', vault })
    await expect(opening).rejects.toThrow(/database "nowhere" does not exist.*DATABASE_URL/)
    await expect(opening).rejects.not.toThrow('pa55word')
  })
})

/** Ends the server's side of a connection, and waits until it has ended. */
const endBackend = ({ db }: Database, pid: number) =>
  sql`select pg_terminate_backend(${sql.lit(pid)}, 5000)`.execute(db)

/** The server's process that is in the long `nap`, once it is. */
const napping = ({ db }: Database) =>
  vi.waitFor(async () => {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'
    `.execute(db)
    return rows[0]?.pid ?? Promise.reject(new Error('Nobody naps.'))
  })

/** What would end the process: the site exits at it. */
function listenForUncaught(): () => unknown[] {
  const uncaught: unknown[] = []
  const note = (error: unknown) => void uncaught.push(error)
  process.on('uncaughtException', note)
  onTestFinished(() => void process.off('uncaughtException', note))
  return () => uncaught
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1')
const farewell = messageOf(
  'E',
  'SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0',
)

function messageOf(type: string, text: string): Buffer {
  const size = Buffer.alloc(4)
  size.writeInt32BE(4 + text.length)
  return Buffer.concat([Buffer.from(type), size, Buffer.from(text, 'latin1')])
}

/** Between us and the server, and able to hold back what it says. */
async function openWire(url: string) {
  const sockets: Socket[] = []
  let opened = 0
  let endsAtOnce = false
  const wire = createServer((near) => {
    opened++
    const far = connect(Number(new URL(url).port), '127.0.0.1')
    sockets.push(near, far)
    near.pipe(far).on('error', () => {})
    const last = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const opens = endsAtOnce && chunk.subarray(-6).equals(readyForQuery)
        done(null, opens ? Buffer.concat([chunk, farewell]) : chunk)
      },
    })
    far
      .pipe(last)
      .pipe(near)
      .on('error', () => {})
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
    /** Whether the server says that it ends a connection in the packet by which it opens it. */
    endAtOnce(does: boolean) {
      endsAtOnce = does
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    close() {
      wire.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
