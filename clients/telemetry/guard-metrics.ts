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
    showIncidents: (ask: () => Promise<ReadonlyMap<string, number>>) =>
      showIncidents(registry, ask),
    showQuality: (ask: () => Promise<readonly QualityOf[]>) => showQuality(registry, ask),
  }
}

interface OpenReviews {
  readonly open: number
  /** Seconds until the next is due, below 0 when it is past; null: none is open. */
  readonly dueIn: number | null
}

type Show = (gauge: Gauge) => Promise<void>

/** Each asks for itself: all gauges of a process are read at the same time. */
function gaugeOf(registry: Registry, name: string, help: string, labels: string[], show: Show) {
  return new Gauge({
    name: `packhorse_${name}`,
    help,
    labelNames: labels,
    registers: [registry],
    async collect() {
      await show(this).catch(() => {})
    },
  })
}

/** Seconds; what the gauge says when nothing is open. */
const day = 86_400

function showReviews(registry: Registry, ask: () => Promise<OpenReviews>) {
  gaugeOf(registry, 'reviews_open', 'Texts that wait for a person.', [], async (gauge) =>
    gauge.set((await ask()).open),
  )
  const help = 'Until the next text is due to be read; a day when none is open.'
  gaugeOf(registry, 'review_due_seconds', help, [], async (gauge) =>
    gauge.set((await ask()).dueIn ?? day),
  )
}

function showIncidents(registry: Registry, ask: () => Promise<ReadonlyMap<string, number>>) {
  gaugeOf(registry, 'incidents_open', 'Incidents that are not over.', ['kind'], async (gauge) => {
    for (const [kind, open] of await ask()) gauge.set({ kind }, open)
  })
}

function showQuality(registry: Registry, ask: () => Promise<readonly QualityOf[]>) {
  const each = (value: (of: QualityOf) => number) => async (gauge: Gauge) => {
    const all = await ask()
    gauge.reset()
    // A series that begins with a fall could not be told from one that was always there.
    if (all.length === 0) gauge.set({ artefact: '', model: '' }, value(nothing))
    for (const one of all)
      gauge.set({ artefact: one.operation.split('.').at(-1)!, model: one.model }, value(one))
  }
  const labels = ['artefact', 'model']
  const share = 'Share of the sentences that the facts support, as the judge says, in eight days.'
  const fall =
    '1: of what the model wrote in a day, the facts support less than in the week before, beyond chance.'
  const fallen = each((one) => (hasFallen(one) ? 1 : 0))
  gaugeOf(
    registry,
    'quality_score',
    share,
    labels,
    each((one) => qualityOf(one) ?? 1),
  )
  gaugeOf(registry, 'quality_fallen', fall, labels, fallen)
}

const nothing: QualityOf = {
  ...{ operation: '', model: '', supported: 0, sentences: 0 },
  ...{ supportedBefore: 0, sentencesBefore: 0 },
}
