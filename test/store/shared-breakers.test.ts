import { expect, inject, it } from 'vitest'
import { createBreakers } from '../../inference/route/breaker/breakers.ts'
import { holdsBack } from '../../pack/breaker.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { createBreakerStore } from '../../store/policy/breakers.ts'
import { describeOnBoth, emptyPostgres, vault } from '../databases.ts'

const key = { endpoint: 'a', model: 'adapter', operation: '', kind: 'service' } as const
const now = Date.parse('2026-11-21T10:00:00.000Z')
const failed = {
  type: 'failed',
  effect: 'counts',
  cause: 'unreachable',
  began: now,
  retryAfter: null,
  order: null,
} as const

/** What a worker process has, and the changes that it saw itself make. */
function workerOn({ db }: Database, at = now) {
  const store = createBreakerStore(db)
  const opened: string[] = []
  const breakers = createBreakers({
    store,
    clock: () => at,
    quarantine: 600_000,
    observe: {
      breakerChanged(before, after) {
        if (!holdsBack(before.state, now) && holdsBack(after.state, now)) opened.push(key.endpoint)
      },
      breakerNotStored(error) {
        throw error
      },
    },
  })
  return { opened, ...breakers }
}

async function failEverywhere(workers: readonly ReturnType<typeof workerOn>[], each: number) {
  const calls = workers.flatMap((worker) => Array.from({ length: each }, () => worker))
  await Promise.all(calls.map((worker) => worker.tell(key, '4b', failed)))
}

describeOnBoth('breakers of many workers', (database) => {
  it('count every failure, whoever saw it, and open once', async () => {
    const workers = Array.from({ length: 8 }, () => workerOn(database()))
    const [first, second, third] = workers
    await first!.tell(key, '4b', failed)
    await Promise.all([second!.tell(key, '4b', failed), third!.tell(key, '4b', failed)])
    await failEverywhere(workers, 4)
    expect(workers.flatMap(({ opened }) => opened)).toEqual(['a'])
    await Promise.all(workers.map(({ refresh }) => refresh('4b')))
    expect(workers.map(({ all }) => all()[0]?.state.standing)).toEqual(Array(8).fill('open'))
  })

  it('begin again where a row was deleted, which whoever knew it finds out', async () => {
    const other = { ...key, endpoint: 'b' }
    const [old, fresh] = [workerOn(database()), workerOn(database())]
    await old.tell(other, '4b', failed)
    await old.tell(other, '4b', failed)
    await database().db.deleteFrom('breakers').where('endpoint', '=', 'b').execute()
    await fresh.tell(other, '4b', failed)
    expect(await old.tell(other, '4b', failed)).toBe(true)
    expect(old.find(other)).toMatchObject({ version: 2, state: { failures: 2 } })
    await database().db.deleteFrom('breakers').where('endpoint', '=', 'b').execute()
  })

  it('are probed by one of those who find one due', async () => {
    const workers = Array.from({ length: 8 }, () => workerOn(database(), now + 30_000))
    await Promise.all(workers.map(({ refresh }) => refresh('4b')))
    const claims = workers.map(({ tell }) => tell(key, '4b', { type: 'probing' }))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
  })
})

it.skipIf(inject('postgres') === null)(
  'eight processes with connections of their own agree, and one of them opens it',
  async () => {
    const url = await emptyPostgres()
    const databases = await Promise.all(
      Array.from({ length: 8 }, () => openDatabase({ url, folder: '', vault })),
    )
    const workers = databases.map((database) => workerOn(database))
    await failEverywhere(workers, 8)
    expect(workers.flatMap(({ opened }) => opened)).toEqual(['a'])
    const rows = await createBreakerStore(databases[0]!.db).all()
    expect(rows).toMatchObject([{ endpoint: 'a', state: { standing: 'open', failures: 3 } }])
    await Promise.all(databases.map(({ close }) => close()))
  },
)
