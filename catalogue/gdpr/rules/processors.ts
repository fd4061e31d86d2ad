import { z } from 'zod'
import { longDate, slug } from '../../../pack/wording.ts'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { hosting, systemUses } from '../questions/choices.ts'
import { activityRules } from './activities.ts'
import type { Activity } from './activity-rows.ts'
import { type Laws, lawsOf } from './law.ts'
import { isHosted } from './systems.ts'
import { contractingOf, knownVendor, type Vendor } from './vendors.ts'

/** A vendor that holds data for the firm: its processor (Art. 28). */
export const processorShape = z.strictObject({
  id: words,
  vendor: words,
  systems: z.array(words).min(1),
  uses: z.array(words).min(1),
  hosting: z.array(words).min(1),
  /** What the activities that its systems serve are about. */
  people: z.array(words),
  data: z.array(words),
  /** Which firm of its group signs, its terms and how they cover transfers; empty where we do not know. */
  contracting: perhaps,
  terms: perhaps,
  transferTool: perhaps,
})

type Processor = z.infer<typeof processorShape>
type System = GdprAnswers['systems'][number]

/** The vendors that keep data for the firm, each once, with what their systems are used for. */
export function processorsOf(
  { systems, place }: GdprAnswers,
  activities: readonly Activity[],
): Processor[] {
  const hosted = systems.filter(isHosted)
  const vendors = Map.groupBy(hosted, ({ vendor }) => vendor)
  return [...vendors].map(([vendor, mine], index) => ({
    ...processorOf(vendor, mine, activities, index),
    ...lookedUpOf(mine, establishedIn(place)),
  }))
}

function processorOf(
  vendor: string,
  systems: readonly System[],
  activities: readonly Activity[],
  index: number,
): Omit<Processor, keyof LookedUp> {
  const served = activities.filter(({ id }) => usesOf(id).some((use) => isUsed(use, systems)))
  return {
    id: `${index + 1}-${slug(vendor)}`,
    vendor,
    systems: unique(systems.map(({ name }) => name)),
    uses: unique(systems.map(({ use }) => systemUses[use])),
    hosting: unique(systems.map((system) => hosting[system.hosting])),
    people: unique(served.flatMap(({ people }) => people)),
    data: unique(served.flatMap(({ data, special }) => [...data, ...special])),
  }
}

type LookedUp = Pick<Processor, 'contracting' | 'terms' | 'transferTool'>

/** Vendors sign by where the firm is, not by whose law reaches it. */
function establishedIn({ where, offices }: GdprAnswers['place']): Laws {
  return lawsOf(offices ?? where)
}

/** What our dated table has of its products. */
function lookedUpOf(systems: readonly System[], laws: Laws): LookedUp {
  const known = unique(systems.map(knownVendor)).filter((vendor) => vendor !== undefined)
  return {
    contracting: unique(known.map((vendor) => contractingOf(vendor, laws))).join('; '),
    terms: unique(known.map(({ terms }) => terms ?? '')).join('; '),
    transferTool: known.map((vendor) => `${vendor.tool} (${lookedUp(vendor)})`).join(' '),
  }
}

function lookedUp({ checked, status }: Vendor): string {
  return `looked up on ${longDate(checked)}${status === 'source' ? '' : ', second-hand'}`
}

function usesOf(activity: string): readonly string[] {
  return Object.hasOwn(activityRules, activity)
    ? activityRules[activity as keyof typeof activityRules].uses
    : []
}

function isUsed(use: string, systems: readonly System[]): boolean {
  return systems.some((system) => system.use === use)
}

function unique<One>(all: readonly One[]): One[] {
  return [...new Set(all)].filter((one) => one !== '')
}
