import { randomBytes } from 'node:crypto'
import { openShop } from '../dev/shop.ts'
import { buy, paidTo } from './shop-orders.ts'
import { withoutCiphers } from './without-ciphers.ts'

/** A shop in a process of its own: each message has it deliver an order, and answers in milliseconds. */
const [arm, temporal, databaseUrl] = process.argv.slice(2)
if (arm === 'clear') withoutCiphers()
const key = randomBytes(32).toString('base64')
const shop = await openShop({
  temporal: temporal!,
  databaseUrl,
  workers: ['orders', 'assembly'],
  environment: { PREPRINT: 'off', ...(arm === 'sealed' && { PAYLOAD_KEY: key }) },
})
const never = new AbortController().signal

async function deliver(): Promise<void> {
  process.send!(await paidTo(1, shop, await buy(shop), never))
}

async function end(): Promise<void> {
  await shop.close()
  process.exit()
}

process.on('message', () => void deliver())
process.once('disconnect', () => void end())
process.send!('open')
