import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionPlans } from '../catalogue/catalogue.ts'
import { gdpr } from '../catalogue/gdpr.ts'
import { staticForm } from '../fallbacks/static-form.ts'
import type { FrozenOrder } from '../pack/order.ts'
import type { RecordedOutcome } from '../pack/outcome.ts'
import { priceOf } from '../pack/price.ts'

const samples = join(import.meta.dirname, '..', 'dev', 'samples')

/** A self-serve order of the firm to which every document applies. */
export function mainOrder(): FrozenOrder {
  return orderOf('gdpr.json')
}

/** A self-serve order of each sample firm. */
export function sampleOrders(): FrozenOrder[] {
  return globSync(['gdpr.json', 'gdpr/*.json'], { cwd: samples }).sort().map(orderOf)
}

/** Frozen as checkout does. */
function orderOf(file: string): FrozenOrder {
  return {
    id: `ord_${file.replace(/\W/g, '')}`,
    pack: gdpr.id,
    tier: 'self-serve',
    answers: gdpr.questionnaire.parse(JSON.parse(readFileSync(join(samples, file), 'utf8'))),
    currency: 'eur',
    amount: priceOf('self-serve'),
    contentVersion: gdpr.contentVersion,
    frozenAt: '2026-11-21T10:00:00.000Z',
  }
}

/** Every part as if a model had written it; the written forms stand in for its texts. */
export function writtenOutcomes(order: FrozenOrder): RecordedOutcome[] {
  const view = gdpr.view(order)
  const ofSection = ({ id, parts }: { id: string; parts: readonly string[] }) => {
    const artefact = gdpr.artefacts.find((one) => one.id === id)
    if (artefact === undefined) throw new Error(`The pack has no artefact ${id}.`)
    const rows = artefact.rows?.(view) ?? []
    const content = (part: string) =>
      staticForm(gdpr, artefact, rows.find((row) => row.id === part) ?? null, view)
    return parts.map((part) => recorded(order.id, id, part, content(part)))
  }
  return sectionPlans(order).flatMap(ofSection)
}

function recorded(
  order: string,
  artefact: string,
  part: string,
  content: unknown,
): RecordedOutcome {
  const outcome = {
    source: 'model' as const,
    content,
    model: 'none',
    tier: '4b' as const,
    promptVersion: '1',
    generatedAt: '2026-11-21T10:05:00.000Z',
    freshUntil: null,
  }
  return { order, artefact, part, round: 1, outcome }
}
