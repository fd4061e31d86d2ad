import { isNamed } from '../../pack/is-named.ts'
import { endpointFaults, type WantedEndpoint } from './endpoint-faults.ts'
import type { Finding } from './finding.ts'
import { createLookUpOpen, type OpenPaymentPorts } from './open-payments.ts'
import { createLookThrough, type RecentPorts, type Window } from './recent.ts'
import { createTellMoved, grace, wholeSeconds } from './tell-moved.ts'

export interface ReconcilePorts extends RecentPorts {
  readonly reconciliation: OpenPaymentPorts['reconciliation'] & {
    /** @returns up to when Stripe's lists are known; null: not due, or another process has it */
    begin(atOnce: boolean): Promise<string | null>
    end(until: string, pause: number): Promise<void>
    hurry(): Promise<void>
    /** @returns whether they are others than at the last time */
    keepFaults(faults: readonly string[]): Promise<boolean>
  }
  readonly payments: RecentPorts['payments'] & {
    endpoints(): Promise<Parameters<typeof endpointFaults>[0]>
  }
  /** Null where Stripe cannot reach us, so that somebody else hands its events on. */
  readonly endpoint: WantedEndpoint | null
  readonly clock: () => Date
  readonly observe: OpenPaymentPorts['observe'] & { found(finding: Finding): void }
}

export interface Reconciliation {
  /** What Stripe lists of this time was held against what we know. */
  readonly window: Window
  /** Orders whose payment was looked up. */
  readonly lookedUp: number
  readonly findings: readonly Finding[]
  /** The next turn is due at once. */
  readonly hasMore: boolean
}

export interface Wish {
  /** Also before it is due. */
  readonly atOnce?: boolean
  /** Looks up every order that is open, also those whose turn is not due. */
  readonly all?: boolean
  /** From then on, instead of from where the last turn ended; ISO 8601. */
  readonly from?: string | undefined
}

/** Seconds between two turns. */
const pause = 300

/** Seconds of Stripe's lists in one turn, so that a long absence is made up for in several. */
const longestWindow = 86_400

/**
 * Holds Stripe against what we know, and repairs what is behind: money moves also when its event is
 * lost. Safe at any number of callers; one at a time has the turn.
 *
 * @returns null: not due, or another process has the turn
 */
export function createReconcile(ports: ReconcilePorts) {
  const { reconciliation, payments, clock, observe } = ports
  const lookUpOpen = createLookUpOpen(ports)
  const lookThrough = createLookThrough(ports)
  const tellMoved = createTellMoved(ports)

  return async (stop: AbortSignal, wish: Wish = {}): Promise<Reconciliation | null> => {
    const { atOnce = false } = wish
    const known = await reconciliation.begin(atOnce)
    if (known === null) return null
    try {
      if (wish.all) await reconciliation.hurry()
      const done = await turn(wish.from ?? known, stop)
      await reconciliation.end(done.window.until, done.hasMore ? 0 : pause)
      return done
    } catch (error) {
      // Where the database is away, too, the turn ends by itself.
      await reconciliation.end(known, pause).catch(() => {})
      throw error
    }
  }

  async function turn(from: string, stop: AbortSignal): Promise<Reconciliation> {
    const findings: Finding[] = []
    const found = (finding: Finding) => {
      findings.push(finding)
      observe.found(finding)
    }
    const { window, isBehind } = windowFrom(from, clock())
    findings.push(...(await lookAtEndpoint()))
    const { count, hasMore } = await tellMoved(found, (report) => lookUpOpen(stop, report))
    if (window.from < window.until)
      await tellMoved(found, (report) => lookThrough(window, stop, report))
    return { window, lookedUp: count, findings, hasMore: hasMore || isBehind }
  }

  /** What lasts is found each time, and told when it changes. */
  async function lookAtEndpoint(): Promise<Finding[]> {
    const { endpoint } = ports
    const faults =
      endpoint === null
        ? []
        : await payments.endpoints().then((all) => endpointFaults(all, endpoint), unreadable)
    const found = faults.map((what) => ({ kind: 'endpoint', order: null, what }) as const)
    if (await reconciliation.keepFaults(faults)) for (const one of found) observe.found(one)
    return found
  }
}

/** A key may be restricted to less than all. */
function unreadable(error: unknown): string[] {
  if (!isNamed(error, 'StripeRefused')) throw error
  return [`Webhook endpoints cannot be read; give STRIPE_SECRET_KEY that right. ${error.message}`]
}

function windowFrom(from: string, now: Date): { window: Window; isBehind: boolean } {
  const begin = Date.parse(from)
  const end = now.getTime() - grace * 1000
  const until = Math.max(begin, Math.min(begin + longestWindow * 1000, end))
  const window = { from: wholeSeconds(begin), until: wholeSeconds(until) }
  return { window, isBehind: until < end }
}
