import { renameSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveProbes } from '../../clients/probes.ts'
import { readRunbook } from '../../commands/preflight/runbook.ts'
import { attentions } from '../../pack/order.ts'
import { readRules } from '../deploy/alerts.ts'
import { fileOf } from '../deploy/files.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { storageFolder } from '../stores.ts'

let shop: Shop
let probes: Awaited<ReturnType<typeof serveProbes>>
/** Nobody listens there. */
const noMailServer = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'shop@packhorse.example' }

beforeAll(async () => {
  shop = await openShop({ environment: { ...noMailServer, MAIL_GRACE: 'PT0S' } })
  const temporal = { name: 'temporal', required: true, run: shop.site.temporal.ping }
  const checks = [...shop.site.checks, temporal]
  probes = await serveProbes(0, shop.site.metrics.registry, checks)
  await shop.until((await shop.buy()).token, isComplete)
})
afterAll(async () => {
  await probes.close()
  await shop.close()
})

/** Each series that the process tells: `name{label="value"} 1`. */
async function told(): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${probes.port}/metrics`)
  return (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

/** Series of one name, by the value of its only label. */
async function byLabel(name: string): Promise<Record<string, number>> {
  const series = (await told()).filter((line) => line.startsWith(`packhorse_${name}{`))
  return Object.fromEntries(
    series.map((line) => {
      const [, label = '', value] = /\{\w+="([^"]+)"\} (.+)$/.exec(line) ?? []
      return [label, Number(value)]
    }),
  )
}

it('each series that an alert asks for is told by a process, before anything is wrong', async () => {
  const series = await told()
  // It is told by the script that makes backups.
  const rules = readRules().filter(({ alert }) => alert !== 'PackhorseBackupOld')
  const wanted = rules.flatMap(({ expr }) =>
    [...expr.matchAll(/\b((?:packhorse|process)_\w+)(?:\{([^}]*)\})?/g)].map(
      ([, name = '', labels = '']) => ({ name, labels: equalIn(labels) }),
    ),
  )
  expect(wanted.length).toBeGreaterThan(25)
  const isTold = ({ name, labels }: (typeof wanted)[number]) =>
    series.some(
      (line) =>
        line.startsWith(name) &&
        /^[{ ]/.test(line.slice(name.length)) &&
        labels.every((label) => line.includes(label)),
    )
  expect(wanted.filter((each) => !isTold(each))).toEqual([])
})

/** `name="value"` of those that are asked for exactly; `job` is Prometheus's own. */
const equalIn = (labels: string) =>
  [...labels.matchAll(/\b(?!job)\w+="[^"]+"/g)].map(([label]) => label)

it('each check of /readyz is told, and stands in the runbook', async () => {
  const named = readRunbook(fileOf('docs/runbook.md')).flatMap(({ signs }) => signs)
  const checks = named.filter(({ kind }) => kind === 'check').map(({ name }) => name)
  // Only of a namespace that refused them, by the worker of `orders`.
  const made = [...Object.keys(await byLabel('check_ok')), 'search-attributes']
  expect(made.sort()).toEqual(checks.sort())
})

it('a check that fails shows as 0', async () => {
  const folder = storageFolder(shop.settings, shop.settings.DATA_DIR)
  await shop.site.blobs.ping()
  renameSync(folder, `${folder}-away`)
  writeFileSync(folder, 'a file where the folder was')
  expect(await byLabel('check_ok')).toMatchObject({ blobs: 0, database: 1 })
})

it('orders that ask for a person are counted by what for', async () => {
  const none = Object.fromEntries(attentions.map((kind) => [kind, 0]))
  expect(await byLabel('attentions')).toEqual(none)
  const { order } = await shop.order()
  await shop.site.orders.raise(order, 'contact', 'A letter came back.')
  await shop.site.orders.raise(order, 'parked', 'It was paid differently.')
  expect(await byLabel('attentions')).toEqual({ ...none, contact: 1, parked: 1 })
})

it('letters that the mail server did not take are counted', async () => {
  await expect.poll(told).toContain('packhorse_letters_postponed 1')
})
