import type { AskedLately } from '../../pack/asked-lately.ts'
import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import { wilson } from '../../pack/wilson.ts'

/** What is set, for whom, until when (ISO 8601, UTC) and why. */
interface SafeMode {
  readonly key: 'safeMode'
  readonly value: true
  readonly tier: ModelTier
  readonly operation: string | null
  readonly risk: null
  readonly share: null
  readonly until: string
  readonly by: string
  readonly why: string
}

export interface PrecautionPorts {
  readonly asked: (seconds: number) => Promise<readonly AskedLately[]>
  readonly settings: {
    standing(): Promise<
      readonly {
        readonly key: string
        readonly value: unknown
        readonly tier: EndpointTier | null
        readonly operation: string | null
        readonly risk: string | null
        readonly share: number | null
      }[]
    >
    change(change: SafeMode): Promise<void>
  }
  readonly clock: () => Date
  readonly observe: { precautionTaken(taken: SafeMode): void }
}

/** Seconds that are looked back on: of a shop that has many orders, and of one that has few. */
const windows = [600, 21_600] as const

/** Orders of which a share is taken at all. */
const fewest = 10

/** Milliseconds for which it holds: where the cause has not gone, it comes again. */
const lasts = 3_600_000

/** Of orders: more than these, beyond chance, are a fault of a model, a prompt or a guard, and not of customers. */
const most = 0.25

const kinds = {
  refused: { of: 'orders', became: 'declined by the model' },
  blocked: { of: 'orders', became: 'kept back by a guard' },
  doubted: { of: 'judged', became: 'doubted by the judge' },
} as const

/**
 * Turns safe mode on where the texts of too many orders are refused, blocked or doubted, each order counted once, since the
 * sections of one are refused together: for the tier, or for the one operation that is so.
 */
export function createPrecaution({ asked, settings, clock, observe }: PrecautionPorts) {
  return async (): Promise<void> => {
    for (const seconds of windows)
      for (const tally of await asked(seconds)) await lookAt(tally, surgeIn(tally, seconds))
  }

  async function lookAt(tally: AskedLately, why: string | null): Promise<void> {
    if (why === null || (await isSafe(tally))) return
    const { tier, operation } = tally
    const until = new Date(clock().getTime() + lasts).toISOString()
    const everyone = { risk: null, share: null } as const
    const taken = { key: 'safeMode', value: true, tier, operation, ...everyone, until } as const
    await settings.change({ ...taken, by: 'packhorse', why })
    observe.precautionTaken({ ...taken, by: 'packhorse', why })
  }

  /** As the narrowest says that is for all of it; a trial with some of the orders, or of one risk, is not. */
  async function isSafe({ tier, operation }: AskedLately): Promise<boolean> {
    const standing = await settings.standing()
    const [narrowest] = standing
      .filter(({ key, risk, share }) => key === 'safeMode' && risk === null && share === null)
      .filter((one) => (one.tier ?? tier) === tier && (one.operation ?? operation) === operation)
      .toSorted((one, other) => weight(other) - weight(one))
    return narrowest?.value === true
  }
}

type Scoped = Pick<AskedLately, 'operation'> & { readonly tier: EndpointTier | null }

const weight = ({ operation, tier }: Scoped) =>
  2 * Number(operation !== null) + Number(tier !== null)

/** In words; null: no more than may be. */
function surgeIn(tally: AskedLately, seconds: number): string | null {
  const surging = (['refused', 'blocked', 'doubted'] as const).find((kind) =>
    isSurge(tally[kind], tally[kinds[kind].of]),
  )
  if (surging === undefined) return null
  const { of, became } = kinds[surging]
  return `texts of ${tally[surging]} of ${tally[of]} orders were ${became} within ${seconds / 60} minutes`
}

const isSurge = (count: number, of: number) => of >= fewest && wilson({ count, of })[0] > most
