import { expect, it } from 'vitest'
import type { ModelTier } from '../../pack/order.ts'
import type { Outcome, PartKey } from '../../pack/outcome.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { addPaidOrder, askRecord, attemptOf } from './new-order.ts'

const failure: Outcome = { source: 'none', reason: 'timeout' }
const text = textBy('4b')

describeOnBoth('model calls', (database) => {
  const calls = () => createCalls(database())
  const opened = (key: PartKey) => calls().open(key, '4b')
  const newKey = async (): Promise<PartKey> => {
    return { order: await addPaidOrder(database()), artefact: 'risk-plan', part: '', round: 1 }
  }
  const rowsOf = ({ order }: PartKey) =>
    database().db.selectFrom('attempts').selectAll().where('order_id', '=', order).execute()

  it('open with nothing, and once closed with what stands', async () => {
    const key = await newKey()
    expect(await opened(key)).toMatchObject({ recorded: null, breakers: [] })
    expect(
      await calls().close(key, {
        outcome: text,
        ask: askRecord(),
        attempts: [attemptOf()],
        log: [],
      }),
    ).toEqual(text)
    expect(await opened(key)).toMatchObject({ recorded: text, breakers: [] })
  })

  const recordedFor = async (key: PartKey, tier: ModelTier) =>
    (await calls().open(key, tier)).recorded
  const record = (key: PartKey, outcome: Outcome) =>
    calls().close(key, { outcome, ask: askRecord(), attempts: [], log: [] })

  it('open with a text of any round, which is not bought again', async () => {
    const key = await newKey()
    await record(key, text)
    await record({ ...key, round: 3 }, textBy('32b'))
    await record({ ...key, round: 4 }, { source: 'none', reason: 'refused' })
    for (const round of [1, 2, 4])
      expect(await recordedFor({ ...key, round }, '4b')).toMatchObject({ tier: '32b' })
    expect(await recordedFor({ ...key, part: 'another' }, '4b')).toBeNull()
  })

  it('open for the larger model with none of the smaller one’s texts', async () => {
    const key = await newKey()
    await record(key, text)
    expect(await recordedFor(key, '32b')).toBeNull()
    expect(await recordedFor(key, '4b')).toEqual(text)
  })

  it('open with a failure of their round that another try would not mend, and with no other', async () => {
    const key = await newKey()
    await record(key, failure)
    expect(await recordedFor(key, '4b')).toBeNull()
    const refused: Outcome = { source: 'none', reason: 'refused' }
    await record(key, refused)
    expect(await recordedFor(key, '4b')).toEqual(refused)
    expect(await recordedFor({ ...key, round: 2 }, '4b')).toBeNull()
  })

  it('close with the text that another worker recorded, and keep the row of their own', async () => {
    const key = await newKey()
    await calls().close(key, { outcome: text, ask: askRecord(), attempts: [attemptOf()], log: [] })
    expect(
      await calls().close(key, {
        outcome: failure,
        ask: askRecord(),
        attempts: [attemptOf()],
        log: [],
      }),
    ).toEqual(text)
    expect(await rowsOf(key)).toHaveLength(2)
  })

  it('without an outcome leave their rows all the same', async () => {
    const key = await newKey()
    expect(
      await calls().close(key, {
        outcome: null,
        ask: askRecord(),
        attempts: [attemptOf()],
        log: [],
      }),
    ).toBeNull()
    expect(await opened(key)).toMatchObject({ recorded: null, breakers: [] })
    expect(await rowsOf(key)).toHaveLength(1)
  })

  it('without a row, such as those that found no endpoint, record their outcome', async () => {
    const key = await newKey()
    expect(
      await calls().close(key, { outcome: failure, ask: askRecord(), attempts: [], log: [] }),
    ).toEqual(failure)
  })

  it('told twice are one row, with all that was told', async () => {
    const key = await newKey()
    const told = attemptOf()
    await calls().close(key, { outcome: null, ask: askRecord(), attempts: [told], log: [] })
    await calls().close(key, { outcome: failure, ask: askRecord(), attempts: [told], log: [] })
    expect(await rowsOf(key)).toMatchObject([
      {
        id: told.id,
        artefact: 'risk-plan',
        round: 1,
        prompt_version: '1',
        verdict: 'timeout',
        tokens_in: 1_200,
        tokens_cached: 128,
        started_at: told.startedAt,
        seconds: 1.5,
        tokens_estimated: true,
        queue_seconds: 0.5,
        infrastructure: 'rack-1',
        cost_micros: 136,
        cohort: 42,
        rolled: false,
      },
    ])
  })

  it('leave a row of the ask, with its reason and the endpoints that were passed over', async () => {
    const key = await newKey()
    const passedOver = [{ endpoint: 'vllm-32b-1', reason: 'timeout' as const }]
    const outcome: Outcome = { source: 'none', reason: 'timeout', next: '4b' }
    const told = askRecord({ tier: '32b', outcome, passedOver })
    await calls().close(key, { outcome: null, ask: told, attempts: [attemptOf()], log: [] })
    const { db } = database()
    const rows = db.selectFrom('asks').selectAll().where('order_id', '=', key.order)
    expect(await rows.execute()).toMatchObject([
      { id: told.id, source: 'none', reason: 'timeout', next_tier: '4b', passed_over: passedOver },
    ])
    expect(await rowsOf(key)).toMatchObject([{ ask_id: told.id }])
    await calls().close(key, { outcome: null, ask: askRecord(), attempts: [], log: [] })
    expect(await rows.where('source', '=', 'given-up').execute()).toHaveLength(1)
  })

  it('close on the schema of a newer build, whose columns keep their defaults', async () => {
    const { db } = database()
    for (const table of ['attempts', 'call_log'] as const)
      await db.schema
        .alterTable(table)
        .addColumn('of_a_newer_build', 'text', (column) => column.notNull().defaultTo('kept'))
        .execute()
    const key = await newKey()
    const attempt = attemptOf()
    const log = [{ attempt: attempt.id, at: attempt.startedAt, said: 'words' }]
    await calls().close(key, { outcome: text, ask: askRecord(), attempts: [attempt], log })
    expect(await rowsOf(key)).toMatchObject([{ id: attempt.id, of_a_newer_build: 'kept' }])
    const kept = db.selectFrom('call_log').selectAll().where('attempt_id', '=', attempt.id)
    expect(await kept.executeTakeFirst()).toMatchObject({ of_a_newer_build: 'kept' })
  })
})
