import { createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigner } from '../../documents/bundle/signature.ts'
import type { PackText } from '../../documents/compose/compose.ts'
import { createPress, type Press } from '../../documents/press/press.ts'
import { createPrint, type Press as PrintPress } from '../../orders/release/print-pack.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease, makePack, seed } from './rig.ts'

const order = orderOf(mainFirm.answers)
const composition = firstRelease(order)
let press: Press

beforeAll(() => {
  press = createPress({ threads: 1 })
})

afterAll(() => press.close())

test('threads make the same bytes as the functions they run', async () => {
  const text = JSON.parse(JSON.stringify(await press.compose(order, composition)))
  const pdfs: Record<string, Uint8Array> = {}
  for (const document of text.documents) pdfs[document.key] = await press.render(document)
  const bound = await press.bind(order, composition, text, pdfs, seed)
  expect(bound.sha256).toBe((await makePack(order, composition)).sha256)
})

test('the event loop turns while the press composes', async () => {
  const composed = press.compose(order, composition).then(() => 'composed')
  const turned = new Promise((resolve) => setImmediate(resolve, 'turned'))
  expect(await Promise.race([composed, turned])).toBe('turned')
  await composed
})

test.runIf(process.platform === 'linux')('threads of a nicer press yield the cores', async () => {
  const before = threadsOfNiceness(7)
  const nicer = createPress({ threads: 1, niceness: 7 })
  await nicer.compose(order, composition)
  expect(before).toBe(0)
  expect(threadsOfNiceness(7)).toBe(1)
  await nicer.close()
})

/** Of this process; the 19th field of a thread's `stat`, proc(5). */
const threadsOfNiceness = (niceness: number) =>
  readdirSync('/proc/self/task').filter((id) => {
    const stat = readFileSync(`/proc/self/task/${id}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16] === String(niceness)
  }).length

describe('a press that', () => {
  const printOn = (threads: Press) => {
    const bind: PrintPress<PackText>['bind'] = (...asked) => {
      const [order, composition, text, pages, signal] = asked
      return threads.bind(order, composition, text, pages, seed, signal)
    }
    const none = { get: async () => null, put: async () => {}, move: async () => false }
    const blobs = { of: () => none }
    return createPrint({ blobs, press: { ...threads, bind } })
  }

  test('runs out of memory is the machine’s fault, not the order’s', async () => {
    const small = createPress({ threads: 1, memory: 160 })
    const print = printOn(small)
    // A thread that works, so that it is the job that takes the memory.
    await small.compose(order, composition)
    await expect(print(greedy(), composition, { report: () => {} })).rejects.toMatchObject({
      name: 'PressBroken',
      message: expect.stringContaining('memory'),
    })
    await small.close()
  })

  test('cannot start a thread says so to all who wait for it, and is asked again', async () => {
    const tiny = createPress({ threads: 1, memory: 8 })
    const jobs = [1, 2].map(() => tiny.compose(order, composition))
    for (const result of await Promise.allSettled(jobs))
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'PressBroken' } })
    await expect(tiny.compose(order, composition)).rejects.toMatchObject({ name: 'PressBroken' })
    await tiny.close()
  })

  test('loses its thread by one job does the next that waits', async () => {
    const small = createPress({ threads: 1, memory: 160 })
    await small.compose(order, composition)
    const jobs = [small.compose(greedy(), composition), small.compose(order, composition)]
    const [first, second] = await Promise.allSettled(jobs)
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
    await small.close()
  })

  test('is closed under its work parks no order', async () => {
    const ended = createPress({ threads: 1 })
    const printed = printOn(ended)(order, composition, { report: () => {} })
    await Promise.all([
      expect(printed).rejects.toMatchObject({ name: 'AbortError' }),
      ended.close(),
    ])
  })

  test('cannot print an order’s own words parks that order', async () => {
    const printed = printOn(press)({ ...order, pack: 'tax' }, composition, { report: () => {} })
    await expect(printed).rejects.toMatchObject({ name: 'UnbuildableOrder' })
  })
})

test('a job ends when its signal says so, and the next that waits is done', async () => {
  await press.compose(order, composition)
  const stop = new AbortController()
  const job = press.compose(order, composition, stop.signal)
  const next = press.compose(order, composition)
  stop.abort()
  await expect(job).rejects.toThrow(/abort/i)
  expect((await next).folder).toMatch(/^gdpr-pack/)
})

/** More than a small thread has room for. */
function greedy() {
  const endless = Array.from({ length: 6_000_000 }, (_, n) => [n])
  return { ...order, answers: { ...order.answers, endless } }
}

test('a pack that is not sold is refused in words', async () => {
  await expect(press.compose({ ...order, pack: 'tax' }, composition)).rejects.toThrow(
    'There is no pack "tax" in the catalogue.',
  )
})

test('a missing PDF is named', async () => {
  const text = await press.compose(order, composition)
  await expect(press.bind(order, composition, text, {}, seed)).rejects.toThrow(
    /00-README\.pdf was not rendered/,
  )
})

test('a signature is Ed25519 over the bytes, and the seed decides the key', () => {
  const signer = createSigner(seed)
  const bytes = Buffer.from('manifest')
  const signature = Buffer.from(signer.sign(bytes), 'base64')
  expect(verify(null, bytes, createPublicKey(signer.publicPem), signature)).toBe(true)
  expect(createSigner(seed)).toMatchObject({ keyId: signer.keyId, publicPem: signer.publicPem })
})

test('a seed of a wrong length is refused in words', () => {
  expect(() => createSigner('AAAA')).toThrow('has 3 bytes; an Ed25519 seed has 32')
})
