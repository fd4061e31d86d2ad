import { Counter, Gauge, type Registry } from 'prom-client'
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
    showQuality: (ask: () => Promise<readonly QualityOf[]>) => showQuality(registry, ask),
  }
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
