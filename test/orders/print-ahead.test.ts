import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PackText } from '../../documents/compose/compose.ts'
import { createPress, type Press } from '../../documents/press/press.ts'
import { createBuildRelease, packKey } from '../../orders/release/build-release.ts'
import { createPrintAhead, type PrintAheadPorts } from '../../orders/release/print-ahead.ts'
import { createPrint, type Press as PrintPress } from '../../orders/release/print-pack.ts'
import type { Tier } from '../../pack/order.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { seed, temporaryFolder } from '../documents/rig.ts'
import { firms, mainFirm } from '../packs/firms.ts'
import { sealedBlobs } from '../sealed-blobs.ts'
import { newOrder } from '../store/new-order.ts'

let threads: Press
beforeAll(() => {
  threads = createPress({ threads: 2 })
})
afterAll(() => threads.close())

const never = new AbortController().signal

describeOnBoth('a pack printed before it is paid for', (database) => {
  const orders = () => createOrderStore(database())
  const releases = () => createReleaseStore(database())
  const rooms: { remove(): void }[] = []
  afterAll(() => rooms.forEach((room) => room.remove()))

  /** A storage of its own, with what prints into it. */
  function house(changes: Partial<PrintAheadPorts<PackText>> = {}) {
    const room = temporaryFolder()
    rooms.push(room)
    const blobs = sealedBlobs(database(), room.path)
    const rendered: string[] = []
    const told: string[] = []
    const press: PrintPress<PackText> = {
      ...threads,
      render(document, signal) {
        rendered.push(document.path)
        return threads.render(document, signal)
      },
      bind: (order, composition, text, pages, signal) =>
        threads.bind(order, composition, text, pages, seed, signal),
    }
    const ahead = createPrintAhead({
      orders: orders(),
      blobs,
      press,
      isIdle: () => true,
      observe: { printedAhead: (result) => void told.push(result) },
      ...changes,
    })
    const build = createBuildRelease({
      orders: orders(),
      outcomes: createOutcomeStore(database()),
      releases: releases(),
      blobs,
      print: createPrint({ blobs, press }),
      observe: { published() {}, ready() {}, reached() {}, differed() {} },
    })
    const files = async (folder: 'ahead' | 'pages') => {
      const found = await Array.fromAsync(blobs.list(folder))
      return found.map(({ key }) => key.slice(folder.length)).sort()
    }
    return { blobs, press, rendered, told, ahead, build, files }
  }

  type House = ReturnType<typeof house>

  let minutes = 0

  /** Frozen at a moment of its own, so that no two share a document. */
  const ordered = (answers = mainFirm.answers, tier: Tier = 'self-serve') => {
    const frozenAt = new Date(Date.UTC(2026, 10, 21) + minutes++ * 60_000).toISOString()
    return orders().create(newOrder({ answers, tier, frozenAt }))
  }

  const pay = (id: string) =>
    orders().advance(id, {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: new Date().toISOString(),
      amountPaid: 8_900,
    })

  async function printAhead({ ahead }: House, ...ids: string[]) {
    for (const id of ids) ahead.soon(id)
    while (await ahead.turn(never));
  }

  /** Of v1, built where whatever is in the house may be used. */
  async function zipOf({ build, blobs }: House, id: string): Promise<Buffer | null> {
    await build(id)
    const [release] = await releases().files(id)
    return blobs.of(id).get(packKey(release?.sha256 ?? ''))
  }

  /** What a house without anything printed makes of the same order. */
  async function zipWithout(id: string): Promise<Uint8Array> {
    const order = await orders().byId(id)
    const [release] = await releases().published(id)
    const { blobs, press } = house()
    const print = createPrint({ blobs, press })
    return (await print(order!, release!.composition, { report() {} })).zip
  }

  it.each(
    firms
      .slice(0, 2)
      .flatMap(({ name, answers }) =>
        (['self-serve', 'full'] as const).map((tier) => ({ name, answers, tier })),
      ),
  )('is the same to the byte, and nothing is rendered again: $name, $tier', async (firm) => {
    const { id } = await ordered(firm.answers, firm.tier)
    const shop = house()
    await printAhead(shop, id)
    const printed = await shop.files('ahead')
    expect(printed.length).toBeGreaterThan(10)
    shop.rendered.length = 0
    await pay(id)
    const zip = await zipOf(shop, id)
    expect(shop.rendered).toEqual([])
    expect([await shop.files('pages'), await shop.files('ahead')]).toEqual([printed, []])
    expect(Buffer.compare(zip!, await zipWithout(id))).toBe(0)
  })

  it('that was cut off is finished after the payment, with the same bytes', async () => {
    const { id } = await ordered()
    let left = 5
    const cut = house({ isIdle: () => left-- > 0 })
    cut.ahead.soon(id)
    await cut.ahead.turn(never)
    const printed = (await cut.files('ahead')).length
    expect(printed).toBeGreaterThan(0)
    await pay(id)
    const zip = await zipOf(cut, id)
    expect(await cut.files('ahead')).toEqual([])
    expect(new Set(cut.rendered).size).toBe(cut.rendered.length)
    expect(Buffer.compare(zip!, await zipWithout(id))).toBe(0)
  })

  it('makes way for what is paid for, and goes on where it stopped', async () => {
    const { id } = await ordered()
    let isIdle = false
    const busy = house({ isIdle: () => isIdle })
    busy.ahead.soon(id)
    expect(await busy.ahead.turn(never)).toBe(false)
    expect(busy.rendered).toEqual([])
    isIdle = true
    const stop = AbortSignal.abort()
    await busy.ahead.turn(stop)
    expect([busy.rendered, busy.told]).toEqual([[], []])
    await printAhead(busy)
    expect(busy.told).toEqual(['printed'])
  })

  it('is not begun once it is paid, or expired', async () => {
    const { id } = await ordered()
    const { id: expired } = await ordered()
    await pay(id)
    await orders().advance(expired, { from: ['awaiting-payment'], to: 'expired' })
    const late = house()
    await printAhead(late, id, expired, 'ord_unknown')
    expect([late.rendered, late.told]).toEqual([[], []])
  })

  it('is dropped beyond 32 that wait, and an order takes one place however often it is asked for', async () => {
    const flooded = house()
    const same = await ordered()
    for (let n = 0; n < 1_000; n++) flooded.ahead.soon(same.id)
    expect(flooded.told).toEqual([])
    for (let n = 0; n < 1_000; n++) flooded.ahead.soon(`ord_${n}`)
    expect(flooded.told).toEqual(Array.from({ length: 969 }, () => 'dropped'))
    await printAhead(flooded)
    expect(flooded.told.filter((result) => result === 'printed')).toHaveLength(1)
  })

  it('takes up so much room and no more, however many are never paid', async () => {
    const megabyte = Buffer.alloc(2 ** 20)
    const full = house({ press: { ...threads, render: async () => megabyte } })
    for (let n = 0; n < 8; n++) await printAhead(full, (await ordered()).id)
    const files = (await full.files('ahead')).length
    expect(files).toBeGreaterThan(200)
    expect(files).toBeLessThanOrEqual(256)
  })

  it('that fails is tried no second time, and holds up no other', async () => {
    const [bad, good] = [await ordered({}), await ordered()]
    const { ahead, told } = house()
    ahead.soon(bad.id)
    ahead.soon(good.id)
    await expect(ahead.turn(never)).rejects.toMatchObject({ name: 'UnbuildableOrder' })
    while (await ahead.turn(never));
    expect(told).toEqual(['printed'])
  })

  it('is swept under the release that adopts it, which has its pages all the same', async () => {
    for (let delay = 0; delay < 5; delay++) {
      const { id } = await ordered()
      const swept = house()
      await printAhead(swept, id)
      const printed = await swept.files('ahead')
      await pay(id)
      const sweep = sleep(delay * 5).then(() => swept.blobs.expire('ahead', new Date(8.64e15)))
      const [zip] = await Promise.all([zipOf(swept, id), sweep])
      expect([await swept.files('pages'), await swept.files('ahead')]).toEqual([printed, []])
      expect(await releases().files(id)).toHaveLength(1)
      expect(Buffer.compare(zip!, await zipWithout(id))).toBe(0)
    }
  })
})
