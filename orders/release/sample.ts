import { soldPackOf } from '../../catalogue/catalogue.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import { priceOf } from '../../pack/price.ts'
import type { BoundPack } from './print-pack.ts'

export interface SamplePorts {
  /** What the fictional firm answered; null where a pack has none. */
  readonly answersOf: (pack: string) => Answers | null
  readonly make: (order: FrozenOrder) => Promise<BoundPack>
  readonly blobs: {
    put(key: string, bytes: Uint8Array): Promise<void>
    has(key: string): Promise<boolean>
  }
}

/** The blob key of a sample, which is nobody's. */
export function sampleKey(sha256: string): string {
  return `samples/${sha256}.zip`
}

export interface Sample {
  readonly sha256: string
  readonly bytes: number
}

/** The watermarked sample of a pack; made when it is first asked for, and once for all who ask. */
export function createSample({ answersOf, make, blobs }: SamplePorts) {
  const made = new Map<string, Promise<Sample>>()

  return async (pack: string): Promise<Sample | null> => {
    const known = made.get(pack)
    if (known && (await isKept(await known))) return known
    const order = sampleOrder(pack, answersOf)
    if (order === null) return null
    // Of those who find it gone, the first makes it anew.
    const present = made.get(pack)
    return present && present !== known ? present : begin(order)
  }

  function begin(order: FrozenOrder): Promise<Sample> {
    const sample = keep(order)
    made.set(order.pack, sample)
    // Whoever asks after a failure gets a fresh try.
    sample.catch(() => made.delete(order.pack))
    return sample
  }

  function isKept({ sha256 }: Sample): Promise<boolean> {
    return blobs.has(sampleKey(sha256))
  }

  async function keep(order: FrozenOrder): Promise<Sample> {
    const { zip, sha256, bytes } = await make(order)
    await blobs.put(sampleKey(sha256), zip)
    return { sha256, bytes }
  }
}

/** Dated by the law that it states, so that it changes only with the pack. */
export function sampleOrder(pack: string, answersOf: SamplePorts['answersOf']): FrozenOrder | null {
  const definition = soldPackOf(pack)
  const answers = definition ? answersOf(pack) : null
  if (!definition || answers === null) return null
  return {
    id: 'ord_sample',
    pack,
    tier: 'full',
    answers: definition.questionnaire.parse(answers),
    currency: 'eur',
    amount: priceOf('full'),
    contentVersion: definition.contentVersion,
    frozenAt: `${definition.lawAsOf}T00:00:00.000Z`,
  }
}
