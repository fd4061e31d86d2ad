import type { ModelTier } from '../pack/order.ts'
import type { NotWritten } from '../pack/outcome.ts'
import type { OpenedPlan, OrderPlan } from '../pack/plan.ts'

/**
 * 0.1.0 opened orders without rules in their plan, and decided by these. Such orders may still be
 * under way: nothing in this file is ever changed, and it goes when no run of 0.1.0 is left.
 */
export function withRules(plan: OpenedPlan): OrderPlan {
  return { unanswered, lateStarts: lateStarts(plan.lateWindow, plan.id), ...plan }
}

const unanswered: Readonly<Record<ModelTier, NotWritten>> = {
  '4b': { source: 'none', reason: 'timeout' },
  '32b': { source: 'none', reason: 'timeout', next: '4b' },
}

function lateStarts(window: number, orderId: string): number[] {
  const spread = 0.8 + 0.4 * fraction(orderId)
  const starts: number[] = []
  let gap = window / 72
  let at = 0
  while (at < window) {
    const pause = Math.max(1_000, Math.min(gap, window / 6) * spread)
    at = Math.min(window, Math.round(at + pause))
    starts.push(at)
    gap *= 2
  }
  return starts
}

function fraction(id: string): number {
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
