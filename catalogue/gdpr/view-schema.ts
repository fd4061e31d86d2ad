import { z } from 'zod'
import type { View } from '../../pack/artefact.ts'
import { everyPackView } from '../every-pack.ts'

const words = z.string().min(1)
/** May be empty: an answer that was not given, so that templates can ask `{{#if …}}`. */
const perhaps = z.string()
const isoDate = z.iso.date()

/** One processing activity, as the record (Art. 30) and the notice (Art. 13) describe it. */
const activity = z.strictObject({
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
  special: z.array(words),
  /** Art. 9 or 10 condition; empty without special data. */
  condition: perhaps,
  sources: z.array(words),
  systems: z.array(words),
  recipients: z.array(words).min(1),
  retention: words,
  trigger: words,
  supply: words,
})

/** `milder`: ways that would serve the interest with less. */
const weighed = activity.extend({ milder: words })

const retentionRow = z.strictObject({
  id: words,
  record: words,
  trigger: words,
  period: words,
  reason: words,
  systems: perhaps,
  method: words,
})

const task = z.strictObject({
  id: words,
  title: words,
  due: isoDate,
  /** `Days 1 to 30` … */
  phase: words,
  why: words,
  cite: words,
  source: words,
  /** `01 Record of processing`; empty where no document serves it. */
  document: perhaps,
})

const system = z.strictObject({ name: words, vendor: words, use: words, hosting: words })

const transfer = z.strictObject({
  id: words,
  recipient: words,
  country: words,
  /** The vendor of a system that is meant, as `processors` name it; empty where none is. */
  vendor: perhaps,
  /** Key of `safeguards`. */
  tool: words,
  safeguard: words,
  settled: z.boolean(),
})

/** A vendor that holds data for the firm: its processor (Art. 28). */
const processor = z.strictObject({
  id: words,
  vendor: words,
  systems: z.array(words).min(1),
  uses: z.array(words).min(1),
  hosting: z.array(words).min(1),
  /** What the activities that its systems serve are about. */
  people: z.array(words),
  data: z.array(words),
})

/** A way in which work is watched; Art. 13 asks the same of it as of any other use of data. */
const monitored = z.strictObject({
  id: words,
  way: words,
  /** Completes "We do it to …". */
  purpose: words,
  basis: words,
  /** The duty or the legitimate interest. */
  ground: words,
  /** `3 months from the entry`. */
  retention: words,
})

const cookie = z.strictObject({
  id: words,
  kind: words,
  purpose: words,
  /** Needs consent (ePrivacy Art. 5(3); PECR reg. 6). */
  consent: z.boolean(),
  reason: words,
  /** The UK exception that may stand in for consent: `statistics`; empty without one. */
  exception: perhaps,
  /** Systems of the firm that probably set them: `Google (Google Analytics)`. */
  setBy: z.array(words),
})

/** One of the criteria by which authorities judge whether an assessment is due. */
const dpiaCriterion = z.strictObject({
  id: words,
  title: words,
  met: z.boolean(),
  /** What in the answers speaks for it; empty when nothing does. */
  because: perhaps,
})

const dpiaRisk = z.strictObject({
  id: words,
  title: words,
  harm: words,
  /** Ids of the measures that bear on it. */
  measures: z.array(words),
})

const dpoTest = z.strictObject({ id: words, question: words, met: z.boolean(), note: words })

const measure = z.strictObject({
  id: words,
  title: words,
  inPlace: z.boolean(),
  /** What holds in the firm once it is in place, whole sentences. */
  rule: words,
  /** How to see that it works (Art. 32(1)(d)), a whole sentence. */
  check: words,
})

/** Every variable of the pack's templates, static forms and prompts. Nothing is ever absent. */
export const viewSchema = z.strictObject({
  ...everyPackView.shape,
  company: z.strictObject({
    /** The trading name, or the legal one. */
    name: words,
    legalName: words,
    tradingName: perhaps,
    number: perhaps,
    /** On one line. */
    address: words,
    website: perhaps,
    description: words,
    staff: z.int(),
  }),
  /** `care`: the slip that is commonest in the trade, one sentence. */
  sector: z.strictObject({ id: words, label: words, care: words }),
  /** Law that applies; `both` when each does. */
  eu: z.boolean(),
  uk: z.boolean(),
  both: z.boolean(),
  /** A state of the EEA; empty for a UK firm. */
  memberState: perhaps,
  authorities: z.array(z.strictObject({ name: words, site: words, country: words })).min(1),
  law: z.strictObject({
    full: words,
    short: words,
    asOf: isoDate,
    breachHours: z.int(),
    recordThreshold: z.int(),
    answerMonths: z.int(),
    extensionMonths: z.int(),
    complaintDays: z.int(),
    consultationWeeks: z.int(),
    consultationExtraWeeks: z.int(),
  }),
  person: z.strictObject({ name: words, role: words, email: words }),
  approval: z.strictObject({ name: words, role: words }),
  privacy: z.strictObject({ email: words, phone: perhaps }),
  /** Name and e-mail; empty without one. */
  dpo: perhaps,
  representative: perhaps,
  /** Where a representative may be needed: `the EU or EEA`; empty where none is. */
  representativeFor: perhaps,
  jointWith: perhaps,
  activities: z.array(activity).min(1),
  /** Those of which the customer notice tells. */
  noticeActivities: z.array(activity),
  /** Those of which the notice for staff and applicants tells. */
  staffActivities: z.array(activity),
  /** Those that rest on legitimate interests, wholly or in part, monitoring of staff included. */
  interestActivities: z.array(weighed),
  employs: z.boolean(),
  recruits: z.boolean(),
  /** How staff are watched, cameras on the premises included; empty without staff. */
  monitoring: z.array(monitored),
  cookies: z.array(cookie),
  /** Those that wait for consent. */
  consentCookies: z.array(cookie),
  processors: z.array(processor),
  /** The three cases that Art. 35(3) names. */
  dpiaCases: z.array(dpiaCriterion).length(3),
  /** The nine criteria of the working party's guidelines on impact assessments (WP 248). */
  dpiaCriteria: z.array(dpiaCriterion).length(9),
  dpiaMet: z.int(),
  /** By Art. 35(3) or by two criteria or more. */
  dpiaDue: z.boolean(),
  /** The activity with which to start. */
  dpiaSubject: activity,
  dpiaRisks: z.array(dpiaRisk).min(1),
  dpoTests: z.array(dpoTest).min(3),
  dpoDue: z.boolean(),
  measures: z.array(measure).min(1),
  people: z.array(words).min(1),
  data: z.array(words).min(1),
  special: z.array(words),
  children: z.boolean(),
  /** Who gives the firm data of customers besides themselves. */
  noticeSources: z.array(words),
  systems: z.array(system),
  /** The vendors that hold data in their systems, each once. */
  vendors: z.array(words),
  transfers: z.array(transfer),
  /** Systems whose data may lie abroad although no transfer to their vendor was named. */
  mayBeAbroad: z.array(words),
  /** What the answers say is in place; nothing is assumed. */
  security: z.array(words),
  automatedLogic: perhaps,
  /** What is done on the instructions of business customers; empty when nothing is. */
  processing: perhaps,
  largeScale: z.boolean(),
  retention: z.array(retentionRow).min(1),
  scenarios: z.array(z.strictObject({ id: words, title: words, about: z.array(words) })).min(1),
  plan: z.array(task).min(1),
  planPhases: z.array(z.strictObject({ title: words, tasks: z.array(task).min(1) })).min(1),
  /** The documents that do not apply to this firm, by catalogue number. */
  leftOut: z.array(z.strictObject({ number: words, reason: words })),
})

export type GdprView = z.infer<typeof viewSchema>
export type Activity = GdprView['activities'][number]

export const gdprView = (view: View) => view as unknown as GdprView
