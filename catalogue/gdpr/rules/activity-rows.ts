import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { data, otherSources, people, specialData } from '../questions/choices.ts'
import { type ActivityId, type ActivityRule, activityRules, type Basis } from './activities.ts'
import { asksConsent, conditionShape, conditionsOf, inWords } from './conditions.ts'
import { jointWith } from './firm.ts'
import { type RowId, rowIds, rowRules } from './implied.ts'
import { recipientsOf, recipientsOfLoaded } from './recipients.ts'
import { periodText, retentionRuleOf } from './retention.ts'
import type { RetentionPlace } from './retention-rule.ts'
import { homeOf, specialOf } from './special.ts'

/** One processing activity, as the record (Art. 30) and the notice (Art. 13) describe it. */
export const activityShape = z.strictObject({
  id: words,
  title: words,
  /** Completes "We use personal data to …". */
  purpose: words,
  concerns: z.enum(['public', 'staff']),
  people: z.array(words).min(1),
  data: z.array(words).min(1),
  /** `Contract – Art. 6(1)(b)`. */
  basis: words,
  /** The legitimate interest, the legal duty, or how the contract or consent comes about. */
  ground: words,
  /** The legitimate interest (Art. 13(1)(d)), to which people may object; empty without one. */
  interest: perhaps,
  consent: z.boolean(),
  /** The joint controllers (Art. 26) of this purpose; empty without one. */
  jointWith: perhaps,
  /** Computers alone take decisions with serious effect (Art. 22). */
  automated: z.boolean(),
  /** People are rated or scored for it. */
  rated: z.boolean(),
  /** Special categories (Art. 9) and criminal data (Art. 10) that are recorded as such. */
  special: z.array(words),
  /** These, and what the activity tells without their being recorded. */
  sensitive: z.array(words),
  conditions: z.array(conditionShape),
  /** The same in words; empty without sensitive data. */
  condition: perhaps,
  /** It is the explicit consent of the person, which may be withdrawn. */
  consentToSensitive: z.boolean(),
  sources: z.array(words),
  systems: z.array(words),
  recipients: z.array(words).min(1),
  /** The kind of recipient that the answers do not name; empty where all are named. */
  unnamed: perhaps,
  retention: words,
  trigger: words,
  supply: words,
  /** The rules' own words for record and notice; empty where a section of the pack writes of it. */
  recordText: perhaps,
  noticeText: perhaps,
})

export type Activity = z.infer<typeof activityShape>

type Labels = Readonly<Record<string, string>>

export const bases: Readonly<Record<Basis, string>> = {
  consent: 'Consent – Art. 6(1)(a)',
  contract: 'Contract – Art. 6(1)(b)',
  obligation: 'Legal obligation – Art. 6(1)(c)',
  interests: 'Legitimate interests – Art. 6(1)(f)',
}

const ownContract = 'the contract with the person, or steps before it that they ask for'

/** One row for each purpose that was chosen, and for each activity that the answers imply. */
export function activityRows(answers: GdprAnswers, place: RetentionPlace): Activity[] {
  return rowIds(answers).map((id) => rowOf(id, answers, place))
}

/** Does any purpose that was chosen rest on legitimate interests, wholly or in part? */
export function restsOnInterests(answers: GdprAnswers): boolean {
  return answers.use.purposes.some((id) => basisOf(activityRules[id], answers).interest !== '')
}

function rowOf(id: RowId, answers: GdprAnswers, place: RetentionPlace): Activity {
  const { use } = answers
  const rule = rowRules[id]
  const { kept, told } = specialOf(id, rule, answers)
  const conditions = conditionsOf(told, rule.concerns, answers)
  const systems = answers.systems.filter((system) => rule.uses.includes(system.use))
  const retention = retentionRuleOf(id, place)
  return {
    id,
    title: rule.title,
    purpose: rule.purpose,
    concerns: rule.concerns,
    people: labelled(people, narrowed(rule.people, use.people)),
    data: labelled(data, narrowed(rule.data, use.data)),
    ...basisOf(rule, answers),
    consent: rule.basis === 'consent',
    automated: use.automated === 'yes' && isAmong(use.automatedFor, id),
    rated: use.risky.includes('scoring') && isAmong(use.riskyFor, id),
    special: labelled(specialData, kept),
    sensitive: labelled(specialData, told),
    conditions,
    condition: inWords(conditions),
    consentToSensitive: asksConsent(told, rule.concerns, answers),
    sources: labelled(otherSources, sourcesOf(id, rule, use)),
    systems: systems.map(({ name }) => name),
    jointWith: isAmong(use.jointFor, id) ? jointWith(use) : '',
    ...(rule.loads ? recipientsOfLoaded(rule.loads, answers) : recipientsOf(rule, answers)),
    retention: periodText(retention.period, place),
    trigger: retention.trigger,
    supply: rule.supply,
    recordText: rule.ownWords?.record ?? '',
    noticeText: rule.ownWords?.notice ?? '',
  }
}

export function isAmong(chosen: readonly ActivityId[], id: string): boolean {
  return chosen.some((one) => one === id)
}

/** What the rule allows for and the firm ticked; the rule's first guess when nothing matches. */
function narrowed<Id extends string>(allowed: readonly Id[], ticked: readonly Id[]): readonly Id[] {
  const both = allowed.filter((id) => ticked.includes(id))
  return both.length > 0 ? both : allowed.slice(0, 1)
}

function labelled(labels: Labels, ids: readonly string[]): string[] {
  return ids.flatMap((id) => labels[id] ?? [])
}

/** A contract with a firm is no contract with the person who acts for it: interests instead. */
function basisOf({ basis, ground, concerns }: ActivityRule, { use }: GdprAnswers) {
  const alone = { basis: bases[basis], ground, interest: basis === 'interests' ? ground : '' }
  if (basis !== 'contract' || concerns === 'staff') return alone
  if (use.customers === 'consumers') return { ...alone, ground: ownContract }
  if (use.customers === 'businesses') return { basis: bases.interests, ground, interest: ground }
  return {
    basis: `${bases.contract} for private customers; ${lower(bases.interests)} for contacts at businesses`,
    ground: `${ownContract}; for contacts at businesses, ${ground}`,
    interest: ground,
  }
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** People are told of every source (Art. 14): one that no activity expects stands with the files. */
function sourcesOf(id: string, rule: ActivityRule, use: GdprAnswers['use']) {
  const expected = (source: Source) =>
    source === 'references' ||
    use.purposes.some((purpose) => isSourceOf(source, activityRules[purpose]))
  return use.otherSources.filter(
    (source) => isSourceOf(source, rule) || (id === homeOf(use) && !expected(source)),
  )
}

type Source = GdprAnswers['use']['otherSources'][number]

function isSourceOf(source: Source, { sources }: ActivityRule): boolean {
  return sources.includes(source)
}
