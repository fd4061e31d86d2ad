import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { hasFallen, type QualityOf, qualityOf } from '../../pack/quality.ts'

/** What guards and the judge keep back, and how good what is written is. */
export function createGuardMetrics(registry: Registry) {
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `packhorse_${name}`, help, labelNames, registers: [registry] })
  const kinds = ['direction', 'reason']
  return {
    guardBlocks: counter(
      'guard_blocks_total',
      'What a guard kept back, each kind of a call once.',
      kinds,
    ),
    guardRemarks: counter('guard_remarks_total', 'What a guard that only watches saw.', kinds),
    precautions: counter('precautions_total', 'Times that safe mode came on by itself.', ['tier']),
    judged: counter('judged_total', 'Texts that a judge looked at, by what became of them.', [
      'tier',
      'artefact',
      'fate',
    ]),
    canaries: counter('canaries_total', 'Candidates by what became of them.', ['kind', 'end']),
    reviews: counter('reviews_total', 'Texts that people were to read, by what came of it.', [
      'tier',
      'why',
      'verdict',
    ]),
    reviewSeconds: new Histogram({
      name: 'packhorse_review_seconds',
      help: 'From when a text was to be read until somebody had decided.',
      labelNames: ['verdict'],
      buckets: [60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 345_600],
      registers: [registry],
    }),
    showReviews: (ask: () => Promise<OpenReviews>) => showReviews(registry, ask),
    showQuality: (ask: () => Promise<readonly QualityOf[]>) => showQuality(registry, ask),
  }
}

interface OpenReviews {
  readonly open: number
  /** Seconds until the next is due, below 0 when it is past; null: none is open. */
  readonly dueIn: number | null
}

function showReviews(registry: Registry, ask: () => Promise<OpenReviews>) {
  const due = new Gauge({
    name: 'packhorse_review_due_seconds',
    help: 'Until the next text is due to be read; a day when none is open.',
    registers: [registry],
  })
  return new Gauge({
    name: 'packhorse_reviews_open',
    help: 'Texts that wait for a person.',
    registers: [registry],
    async collect() {
      const all = await ask().catch(() => null)
      if (all === null) return
      this.set(all.open)
      due.set(all.dueIn ?? 86_400)
    },
  })
}

function showQuality(registry: Registry, ask: () => Promise<readonly QualityOf[]>) {
  const labelNames = ['artefact', 'model']
  const fallen = new Gauge({
    name: 'packhorse_quality_fallen',
    help: '1: of what the model wrote in a day, the facts support less than in the week before, beyond chance.',
    labelNames,
    registers: [registry],
  })
  return new Gauge({
    name: 'packhorse_quality_score',
    help: 'Share of the sentences that the facts support, as the judge says, in eight days.',
    labelNames,
    registers: [registry],
    async collect() {
      const all = await ask().catch(() => null)
      if (all === null) return
      this.reset()
      fallen.reset()
      for (const one of all) {
        const labels = { artefact: one.operation.split('.').at(-1)!, model: one.model }
        this.set(labels, qualityOf(one) ?? 1)
        fallen.set(labels, hasFallen(one) ? 1 : 0)
      }
    },
  })
}
