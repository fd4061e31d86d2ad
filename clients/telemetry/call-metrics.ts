import { exponentialBuckets, Histogram, type Registry } from 'prom-client'
import type { Attempt } from '../../pack/attempt.ts'
import { type Called, callAttributes } from './model-call.ts'
import { common, genAi, histograms, labelOf } from './names.ts'

const { operation, provider, requestModel, responseModel, tokenType } = genAi
const labels = [operation, provider, requestModel, responseModel, ...Object.values(common)]

/** Bounds of the conventions. */
const seconds = exponentialBuckets(0.01, 2, 14)
const counts = exponentialBuckets(1, 4, 14)

/** Calls of models under the conventions' names, for the dashboards that others have for any model. */
export function createCallMetrics(registry: Registry) {
  const create = (name: string, help: string, buckets: number[], more: string[] = []) => {
    const labelNames = [...labels, ...more].map(labelOf)
    return new Histogram({ name, help, buckets, labelNames, registers: [registry] })
  }
  const duration = create(histograms.duration, 'One model call.', seconds)
  const firstChunk = create(histograms.firstChunk, 'Time to the first token of a call.', seconds)
  const tokens = create(histograms.tokens, 'Tokens of one model call.', counts, [tokenType])

  return {
    called(attempt: Attempt, called: Called) {
      const attributes = Object.entries(callAttributes(attempt, called))
      const given = Object.fromEntries(attributes.map(([name, value]) => [labelOf(name), value]))
      duration.observe(given, attempt.seconds)
      const { firstToken } = called.reply
      if (firstToken !== null) firstChunk.observe(given, firstToken / 1_000)
      for (const [type, count] of [
        ['input', attempt.tokens.in],
        ['output', attempt.tokens.out],
      ] as const)
        if (count > 0) tokens.observe({ ...given, [labelOf(tokenType)]: type }, count)
    },
  }
}
