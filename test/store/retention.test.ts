import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { sql } from 'kysely'
import { afterAll, expect, inject, it } from 'vitest'
import { mailFolderIn, removeLetters } from '../../clients/mail/letter-files.ts'
import { createEraseOrder } from '../../orders/erase/erase-order.ts'
import { createRemoveFiles } from '../../orders/erase/remove-files.ts'
import { createBudgetCare } from '../../orders/upkeep/budget-care.ts'
import { createClear } from '../../orders/upkeep/clear.ts'
import { createEraseOld } from '../../orders/upkeep/erase-old.ts'
import { type Kept, keptDays } from '../../pack/retention.ts'
import { createStores } from '../../store/stores.ts'
import { describeOnBoth } from '../databases.ts'
import { fileOf } from '../deploy/files.ts'
import { sealedBlobs } from '../sealed-blobs.ts'
import { emptyStore } from '../stores.ts'
import { newOrder } from './new-order.ts'
import { addWholeOrder, email } from './whole-order.ts'

/** Ended by others, or by nobody: of runs below, of keys in `test/process/backup.test.ts`. */
type Elsewhere = 'keys' | 'books' | 'staff' | 'stripe' | 'mailbox' | 'runs' | 'logs'

interface Case {
  /** Puts it there, so old that its time is over. */
  readonly plant: () => Promise<unknown>
  readonly isThere: () => Promise<boolean>
}

const folder = mkdtempSync(join(tmpdir(), 'packhorse-retention-'))
const mail = mailFolderIn(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const day = 86_400_000
const nothing = () => {}

describeOnBoth('what is kept goes when its time is over:', (database) => {
  const { blobs, root } = emptyStore(folder)
  const run = (text: ReturnType<typeof sql>) => text.execute(database().db)
  const has = async (text: ReturnType<typeof sql>) => (await run(text)).rows.length > 0

  /** As builds before 0.3.0 left one, and as one lies now. */
  const packsOf = () => ['packs/a.zip', `packs/${order}/a.zip`]

  /** A turn of each loop that deletes. */
  async function upkeep() {
    const stores = createStores(database())
    const stop = new AbortController().signal
    const clock = () => new Date()
    const observe = { reached: nothing, erasureNotTold: nothing, filesNotRemoved: nothing }
    const runs = { paymentChanged: async () => false }
    const erase = createEraseOrder({ ...stores, runs, keyBackupDays: 7, observe })
    await createEraseOld({ ...stores, erase, years: 6 })(stop)
    const ofOrders = sealedBlobs(database(), folder, blobs)
    const letters = { remove: (order: string) => removeLetters(mail, order) }
    await createRemoveFiles({ ...stores, blobs: ofOrders, letters, observe })(stop)
    const told = { cleared: nothing, expired: nothing, unbalanced: nothing }
    await createClear({ ...stores, texts: stores.reusableTexts, blobs, clock, observe: told })(stop)
    await createBudgetCare({ ...stores, clock, observe: told }).forget(stop)
    await stores.outbox.answerRequests(10)
  }

  async function putDaysAgo(days: number, key: string) {
    await blobs.put(key, Buffer.from(key))
    const time = new Date(Date.now() - days * day)
    utimesSync(join(root, key), time, time)
  }

  let order: string
  async function agedOrder(years: number) {
    order = await addWholeOrder(database())
    await run(sql`update orders set paid_at = now() - make_interval(years => ${years}, days => 1)
      where id = ${order}`)
  }

  const cases = (): Readonly<Record<Exclude<Kept, Elsewhere>, Case>> => {
    const id = randomUUID()
    return {
      orders: {
        plant: () => agedOrder(6),
        isThere: () => has(sql`select from order_keys where order_id = ${order}`),
      },
      unpaid: {
        async plant() {
          order = (await createStores(database()).orders.create(newOrder())).id
          await run(sql`update orders set state = 'expired', frozen_at = now() - interval '91 days'
            where id = ${order}`)
        },
        isThere: () => has(sql`select from order_keys where order_id = ${order}`),
      },
      files: {
        async plant() {
          await agedOrder(6)
          for (const key of packsOf()) await blobs.put(key, Buffer.from('zip'))
        },
        isThere: async () => (await Promise.all(packsOf().map(blobs.has))).some(Boolean),
      },
      pages: {
        plant: () => putDaysAgo(31.1, 'pages/old.pdf'),
        isThere: () => blobs.has('pages/old.pdf'),
      },
      ahead: {
        plant: () => putDaysAgo(2.1, 'ahead/old.pdf'),
        isThere: () => blobs.has('ahead/old.pdf'),
      },
      prompts: {
        async plant() {
          await agedOrder(0)
          await run(
            sql`update call_log set at = now() - interval '31 days' where order_id = ${order}`,
          )
        },
        isThere: () => has(sql`select from call_log where order_id = ${order}`),
      },
      calls: {
        async plant() {
          await agedOrder(2)
          await run(sql`delete from call_log where order_id = ${order}`)
          await run(sql`update attempts set rolled = true, started_at = now() - interval '401 days'
            where order_id = ${order}`)
          await run(
            sql`update asks set opened_at = now() - interval '401 days' where order_id = ${order}`,
          )
        },
        isThere: () =>
          has(sql`select order_id from attempts where order_id = ${order}
            union all select order_id from asks where order_id = ${order}`),
      },
      buyers: {
        async plant() {
          await agedOrder(1)
          await run(sql`insert into reservations values (${id}, ${order}, 'c', 'o', 'x', '4b', 'e',
            now() - interval '125 days', now(), 'settled', 0, 0, 0, 0, 0)`)
        },
        isThere: () => has(sql`select from reservations where id = ${id} and customer is not null`),
      },
      events: {
        plant: () =>
          run(sql`insert into inbox (event_id, type, object_id, done_at)
            values (${id}, 'x', 'cs_1', now() - interval '32 days')`),
        isThere: () => has(sql`select from inbox where event_id = ${id}`),
      },
      letters: {
        async plant() {
          await agedOrder(6)
          await run(sql`insert into outbox (order_id, template, version, ended_at, ending)
            values (${order}, 'paid', 1, now(), 'sent')`)
          await run(sql`insert into mail_reports (order_id, template, version, kind, said)
            values (${order}, 'paid', 1, 'bounce', '550 no such user at blackwood.example')`)
        },
        isThere: () => has(sql`select from mail_reports where order_id = ${order} and said <> ''`),
      },
      links: {
        plant: () => createStores(database()).outbox.request(email),
        isThere: () => has(sql`select from link_requests`),
      },
      limits: {
        plant: () =>
          run(sql`insert into rate_limits (key, points, expire)
            values (${id}, 1, extract(epoch from now()) * 1000 - 1)`),
        isThere: () => has(sql`select from rate_limits where key = ${id}`),
      },
      downloads: {
        async plant() {
          await agedOrder(2)
          await run(sql`insert into downloads (order_id, version, network, at)
            values (${order}, 1, '127.0.0.0/24', now() - interval '731 days')`)
        },
        isThere: () => has(sql`select from downloads where order_id = ${order}`),
      },
      reused: {
        async plant() {
          await agedOrder(0)
          await run(sql`update reusable_texts set expires_at = now() where hash = ${order}`)
        },
        isThere: () => has(sql`select from reusable_texts where hash = ${order}`),
      },
    }
  }

  it.each(Object.keys(cases()) as (keyof ReturnType<typeof cases>)[])('%s', async (name) => {
    const { plant, isThere } = cases()[name]
    await plant()
    expect(await isThere()).toBe(true)
    await upkeep()
    expect(await isThere()).toBe(false)
  })

  it('the letters of a trial, with the second removal of their order’s files', async () => {
    await agedOrder(6)
    const [own, another] = [`${order}.paid.1.eml`, `${order}0.paid.1.eml`]
    mkdirSync(mail, { recursive: true })
    for (const file of [own, another]) writeFileSync(join(mail, file), email)
    const left = () => [own, another].filter((file) => existsSync(join(mail, file)))
    await upkeep()
    expect(left()).toEqual([own, another])
    await run(sql`update erasures set files_due_at = now() where order_id = ${order}`)
    await upkeep()
    expect(left()).toEqual([another])
  })

  it('and not before: an order of five years is as it was', async () => {
    await agedOrder(5)
    await upkeep()
    expect(await createStores(database()).orders.byId(order)).toMatchObject({ email })
  })
})

it('runs go from the Temporal of a trial after a day, and from another as it is to be set up', async () => {
  const connection = await Connection.connect({ address: inject('temporal') })
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' })
  await connection.close()
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(day / 1_000)
  expect(fileOf('README.md')).toContain(`--retention ${keptDays.runs}d`)
})
