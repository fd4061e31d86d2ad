import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrozenOrder } from '../pack/order.ts'
import { priceOf } from '../pack/price.ts'
import { gdpr } from '../pack/schema/gdpr.ts'

const samples = join(import.meta.dirname, '..', 'dev', 'samples')

/** The firm to which every document applies. */
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
