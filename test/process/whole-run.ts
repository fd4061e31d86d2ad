import { randomBytes } from 'node:crypto'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { isComplete, openShop } from '../../dev/shop.ts'
import { dumpOf } from '../store/dump.ts'

/**
 * All that may happen to an order, at a shop whose log holds everything; then each place where something of it is
 * kept is copied into a folder. The log goes to stderr.
 *
 * Arguments: the folder, Temporal's address, where blobs are kept as JSON of an environment, and the URL of an empty
 * PostgreSQL database, or none.
 */
const [folder = '', temporal = '', store = '', databaseUrl] = process.argv.slice(2)
const { site, buyer, bank, ...shop } = await openShop({
  temporal,
  databaseUrl: databaseUrl || undefined,
  environment: {
    ...JSON.parse(store),
    PAYLOAD_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'debug',
    // Nobody is there, so letters wait.
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'packs@shop.example',
    MAIL_GRACE: 'PT0S',
  },
})
const email = 'moira@harbourlanebakery.example'
const post = (path: string, body: object) =>
  fetch(`${shop.publicUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const bought = await shop.order('full', email)
await buyer.pay(bought.url)
await shop.until(bought.token, isComplete)
await buyer.download(bought.token, 1)
const { answers } = (await site.orders.byId(bought.order))!
const renamed = { ...answers, approver: { name: 'Ewan Fairlie the Younger', role: 'Owner' } }
await post(`/orders/${bought.token}/corrections`, { revision: 1, answers: renamed })
await shop.until(
  bought.token,
  ({ state, releases }) =>
    state === 'complete' && releases.some(({ corrections }) => corrections.length > 0),
)
const intent = await shop.intentOf(bought.order)
await bank.refund(intent, 500)
const { id } = await bank.dispute(intent)
while (!(await bank.disputeOf(intent))?.evidence_details.has_evidence) await sleep(200)
await bank.disputeBecomes(id, 'won')
await post('/recover', { email })
await post('/checkout', { pack: 'gdpr', tier: 'full', email, answers: { ...answers, place: 7 } })

const broken = await shop.order('self-serve', email)
await shop.alter(broken.order, { answers: { person: answers['person'] } })
await buyer.pay(broken.url)
await shop.until(broken.token, ({ attention }) => attention === 'parked')

const connection = await Connection.connect({ address: temporal })
const runs = [bought.order, broken.order].map(async (order) => {
  const handle = new Client({ connection }).workflow.getHandle(`order-${order}`)
  return JSON.stringify([await handle.fetchHistory(), await handle.describe()], withoutBigInts)
})
writeFileSync(join(folder, 'histories.json'), (await Promise.all(runs)).join('\n'))
writeFileSync(join(folder, 'database.txt'), await dumpOf(site.database))
writeFileSync(join(folder, 'metrics.txt'), await site.metrics.registry.metrics())
cpSync(site.config.dataDir, join(folder, 'data'), { recursive: true })
await connection.close()
await shop.close()
console.log(bought.order)
process.exit()

function withoutBigInts(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
