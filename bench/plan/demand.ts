import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BatchOfTexts, Demand, OperationDemand } from '../../pack/demand.ts'
import type { ModelTier } from '../../pack/order.ts'
import { type Call, callsOfFirms } from '../hit-rate/calls.ts'
import { sum } from '../statistics.ts'

/** Of `npm run plan`, for a shop whose ledger says too little. */
export const recordedDemand = join(import.meta.dirname, '../../commands/plan/recorded.json')

export function readRecorded(): Demand {
  return JSON.parse(readFileSync(recordedDemand, 'utf8')) as Demand
}

/** What 500 firms would have written, all texts passing at once: as a ledger would have it. */
export function presentDemand(): Demand {
  const calls = callsOfFirms(500, new AbortController().signal)
  const seen = new Set<string>()
  const isNew = ({ hash }: Call) => hash === null || seen.size < seen.add(hash).size
  const written = new Set(calls.filter(isNew))
  const groups = Map.groupBy(calls, ({ tier, operation }) => `${tier} ${operation}`)
  return {
    orders: { '4b': ordersOf('4b', calls), '32b': ordersOf('32b', calls) },
    operations: [...groups.values()].map((all) => operationOf(all, written)),
    batches: (['4b', '32b'] as const).flatMap((tier) => batchesOf(tier, [...written])),
  }
}

function ordersOf(tier: ModelTier, calls: readonly Call[]): number {
  return new Set(calls.filter((one) => one.tier === tier).map(({ order }) => order)).size
}

function operationOf(all: readonly Call[], written: ReadonlySet<Call>): OperationDemand {
  const { tier, operation } = all[0]!
  const own = all.filter((one) => written.has(one))
  return {
    tier,
    operation,
    texts: all.length,
    written: own.length,
    calls: own.length,
    tokensIn: sum(own.map(({ tokens }) => tokens.in)),
    tokensOut: sum(own.map(({ tokens }) => tokens.out)),
    seconds: 0,
  }
}

function batchesOf(tier: ModelTier, written: readonly Call[]): BatchOfTexts[] {
  const own = written.filter((one) => one.tier === tier)
  const orders = [...Map.groupBy(own, ({ order }) => order).values()]
  const bySize = Map.groupBy(orders, ({ length }) => length)
  return [...bySize]
    .map(([texts, { length: times }]) => ({ tier, texts, times }))
    .toSorted((a, b) => a.texts - b.texts)
}
