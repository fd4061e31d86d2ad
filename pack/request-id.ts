import { type EndpointTier, endpointTiers } from './order.ts'
import type { PartKey } from './outcome.ts'

/** One call of a model server, as `X-Request-Id` names it. */
export interface CallId extends Required<PartKey> {
  readonly tier: EndpointTier
  /** UUID of its row in `attempts`: vLLM wants the ids of running requests unique. */
  readonly attempt: string
}

/**
 * `ord_1/processing-descriptions/payroll/1/1/4b/<UUID>`: order, artefact, part, revision, round, tier
 * and attempt. Each is percent-encoded, since a header takes no other signs.
 */
export function requestIdOf(call: CallId): string {
  const { order, artefact, part, revision, round, tier, attempt } = call
  return [order, artefact, part, revision, round, tier, attempt].map(encodeURIComponent).join('/')
}

/** Null: it is none of ours, or a probe's, which is no order's. */
export function callIdIn(requestId: string): CallId | null {
  const [order, artefact, part, revision, round, tier, attempt, ...rest] = requestId.split('/')
  if (!order || !artefact || part === undefined || !attempt || rest.length > 0) return null
  if (!isCount(revision) || !isCount(round) || !isTier(tier)) return null
  try {
    return {
      order: decodeURIComponent(order),
      artefact: decodeURIComponent(artefact),
      part: decodeURIComponent(part),
      revision: Number(revision),
      round: Number(round),
      tier,
      attempt: decodeURIComponent(attempt),
    }
  } catch {
    return null
  }
}

function isTier(text: string | undefined): text is EndpointTier {
  return endpointTiers.some((tier) => tier === text)
}

function isCount(text: string | undefined): boolean {
  return /^[1-9]\d{0,8}$/.test(text ?? '')
}
