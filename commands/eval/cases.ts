import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import type { GdprAnswers } from '../../catalogue/gdpr/questionnaire.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import type { Ask } from '../../inference/job/ask.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import { orderOf } from './answers.ts'

/** One text that is asked for; its order is nobody else's, so that its id names the case. */
export interface Case extends Pick<Ask, 'order' | 'artefact' | 'part'> {
  readonly operation: string
}

type Firm = GdprAnswers & Answers

/** What a model can be asked to do, in the order of the pack. */
export const operations: readonly string[] = gdpr.artefacts.map(({ operation }) => operation)

/**
 * The evaluation set, always the same: for each operation so many cases, no two with the same
 * prompt, spread over firms and rows. Where the sample firms do not suffice, each of them gets
 * systems, transfers, measures and monitoring of the next in the circle and does one thing less;
 * then of the one after that, without another thing; and so on.
 */
export function casesFor(wanted: readonly string[], count: number): Case[] {
  const firms = sampleFirms()
  const found = new Map(wanted.map((operation) => [operation, new Map<string, Case>()]))
  for (let distance = 0; distance < firms.length; distance += 1) {
    const short = [...found].filter(([, cases]) => cases.size < count)
    for (const answers of short.length > 0 ? circle(firms, distance) : [])
      for (const one of casesOf(answers))
        if (short.some(([operation]) => operation === one.operation)) keep(found, one)
  }
  return [...found.values()]
    .flatMap((cases) => spread([...cases.values()], count))
    .map((one, at) => ({ ...one, order: { ...one.order, id: `ord_evaluated_${at + 1}` } }))
}

/** All that is asked for the orders of the sample firms, as often as it is. */
export function callsOfSamples(): Case[] {
  return sampleFirms().flatMap((answers, at) =>
    casesOf(answers).map((one) => ({
      ...one,
      order: { ...one.order, id: `ord_sample_${at + 1}` },
    })),
  )
}

function keep(found: ReadonlyMap<string, Map<string, Case>>, one: Case): void {
  const ask = { ...one, email: '', round: 1, tier: '32b', deadline: 0 } as const
  const prompt = assignmentFor(ask)?.prompt.user
  const cases = found.get(one.operation)
  if (prompt !== undefined && cases && !cases.has(prompt)) cases.set(prompt, one)
}

/** The firms as they answered; at a distance, as far as they make sense, their variations. */
function circle(firms: readonly Firm[], distance: number): readonly Firm[] {
  if (distance === 0) return firms
  return firms
    .map((firm, at) => varied(firm, firms[(at + distance) % firms.length]!, distance - 1))
    .filter((answers) => gdpr.questionnaire.safeParse(answers).success)
}

function varied(firm: Firm, { systems, transfers, practice, use }: Firm, less: number): Firm {
  const { monitoring } = use
  const purposes = firm.use.purposes.toSpliced(less % firm.use.purposes.length, 1)
  return { ...firm, systems, transfers, practice, use: { ...firm.use, purposes, monitoring } }
}

function casesOf(answers: Answers): Case[] {
  const order: FrozenOrder = { ...orderOf(answers), contentVersion: gdpr.contentVersion }
  return sectionPlans(order).flatMap(({ id, parts }) => {
    const operation = gdpr.artefacts.find((one) => one.id === id)?.operation ?? id
    return parts.map((part) => ({ order, operation, artefact: id, part }))
  })
}

/** So many, at like distances: of rows that follow each other in one firm not the first alone. */
function spread<T>(all: readonly T[], count: number): T[] {
  const length = Math.min(count, all.length)
  return Array.from({ length }, (_, at) => all[Math.floor((at * all.length) / length)]!)
}

function sampleFirms(): Firm[] {
  const cwd = join(import.meta.dirname, '..', '..', 'dev', 'samples')
  const files = globSync(['gdpr.json', 'gdpr/*.json'], { cwd }).toSorted()
  return files.map((file) => JSON.parse(readFileSync(join(cwd, file), 'utf8')) as Firm)
}
