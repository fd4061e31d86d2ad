import { z } from 'zod'
import type { ArtefactDefinition, ArtefactRow, View } from '../definition.ts'
import type { Activity, GdprView } from './view-schema.ts'

const gdprView = (view: View) => view as unknown as GdprView

/** Prose of so many characters. */
const prose = (min: number, max: number) => z.string().min(min).max(max)

/** One text for each id: the rules choose the ids, so nothing can be added or left out. */
function each<Text extends z.ZodType>(rows: readonly { readonly id: string }[], text: Text) {
  return z.strictObject(Object.fromEntries(rows.map(({ id }) => [id, text])))
}

/** What every prompt may know of the firm. */
function firm({ company, sector, law }: GdprView): View {
  const { name, description, staff } = company
  return { firm: name, whatItDoes: description, sector: sector.label, staff, law: law.short }
}

const bothTiers = ['self-serve', 'full'] as const
const fullOnly = ['full'] as const

const processingDescriptions: ArtefactDefinition = {
  id: 'processing-descriptions',
  title: 'Descriptions of your processing activities',
  document: '01',
  tiers: bothTiers,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 600,
  task: `Describe one processing activity of this firm for its record of processing.
"description": what happens to the data from collection to deletion, in the order in which it happens, naming the systems given.
"necessity": why each kind of data is needed for the purpose, and one thing the firm should not collect for it.
Write in the third person. Add no legal basis, period, system or kind of data that is not given.`,
  facts: (view) => firm(gdprView(view)),
  rows: (view) => gdprView(view).activities.map(activityRow),
  topics: ['record', 'minimisation'],
  content: () => z.strictObject({ description: prose(120, 900), necessity: prose(80, 500) }),
  mustMention: () => ['data'],
}

function activityRow(activity: Activity): ArtefactRow {
  const { id, title, purpose, people, data, basis, systems, recipients, retention, trigger } =
    activity
  return {
    id,
    title,
    facts: { purpose, people, data, basis, systems, recipients, retention, keptFrom: trigger },
  }
}

const noticeSection: ArtefactDefinition = {
  id: 'notice-section',
  title: 'How and why you use customers’ data',
  document: '02',
  tiers: bothTiers,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 2000,
  task: `Write the heart of this firm's privacy notice for its customers, who read it on a telephone.
"introduction": who the firm is and what the notice is about.
"purposes": for each activity given, what the firm does with the data and why, what that means for the reader, on which basis, and for how long, repeating basis and period as given.
Write as the firm, with "we" and "you". Short sentences, no jargon, no promises beyond the facts.`,
  facts: (view) => ({
    ...firm(gdprView(view)),
    activities: gdprView(view).noticeActivities.map(noticeFacts),
  }),
  topics: ['notice', 'basis'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      purposes: each(gdprView(view).noticeActivities, prose(80, 500)),
    }),
  mustMention: () => ['data', 'information'],
}

function noticeFacts({
  id,
  title,
  purpose,
  people,
  data,
  basis,
  ground,
  retention,
}: Activity): View {
  return { id, title, purpose, people, data, basis, ground, retention }
}

const riskPlan: ArtefactDefinition = {
  id: 'risk-plan',
  title: 'Your risks and 90-day plan',
  document: null,
  tiers: bothTiers,
  onFailure: 'static',
  freshDays: 0,
  promptVersion: '1.0.0',
  maxOutputTokens: 2600,
  task: `Advise this firm on its plan for the next 90 days. The tasks and dates are decided.
"summary": where the firm stands, what is in place already, which of the gaps carries most risk for people and why.
"advice": for each task given, how this firm should go about it: the first step, who should be involved, how to tell that it is done.
Write to the owner, with "you". Be practical and specific to the trade and the systems given. Repeat no dates.`,
  facts: (view) => {
    const { plan, systems, people, special, security, sector, authorities } = gdprView(view)
    return {
      ...firm(gdprView(view)),
      inPlace: security,
      mindInTrade: sector.care,
      systems,
      people,
      special,
      authorities: authorities.map(({ name }) => name),
      tasks: plan.map(({ id, title, why, cite }) => ({ id, title, why, cite })),
    }
  },
  topics: ['risk', 'security', 'record'],
  content: (view) =>
    z.strictObject({
      summary: prose(200, 1200),
      advice: each(gdprView(view).plan, prose(60, 400)),
    }),
  mustMention: () => ['risk'],
}

const breachScenarios: ArtefactDefinition = {
  id: 'breach-scenarios',
  title: 'Breach scenarios for your firm',
  document: '05',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 2400,
  task: `Tell each of the breach scenarios given as it could happen in this firm, for its staff to practise.
"story": how it begins and who notices, with the systems and the kinds of data given.
"firstHour": what the people involved do in the first hour.
"decision": what speaks for and against telling the authority and the people concerned; leave the decision to the firm.
Write in the third person. Name deadlines only as given.`,
  facts: (view) => {
    const { scenarios, systems, people, data, special, law, person } = gdprView(view)
    const wanted = scenarios.map(({ id, title }) => ({ id, title }))
    const deadline = `${law.breachHours} hours from becoming aware, for the authority`
    const responsible = person.role
    return {
      ...firm(gdprView(view)),
      wanted,
      deadline,
      responsible,
      systems,
      people,
      data,
      special,
    }
  },
  topics: ['breach'],
  content: (view) =>
    z.strictObject({
      introduction: prose(80, 500),
      scenarios: each(
        gdprView(view).scenarios,
        z.strictObject({
          story: prose(100, 500),
          firstHour: prose(80, 400),
          decision: prose(80, 400),
        }),
      ),
    }),
  mustMention: () => ['authority'],
}

const retentionRationale: ArtefactDefinition = {
  id: 'retention-rationale',
  title: 'Reasons for your retention periods',
  document: '09',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 2200,
  task: `Give the reasons for the retention periods of this firm. The periods are decided.
"introduction": how the firm decides how long it keeps data, and why not longer.
"reasons": for each record given, why this period is enough and what would be lost if it were shorter, repeating period and reason as given.
Write in the third person.`,
  facts: (view) => {
    const records = gdprView(view).retention.map(({ id, record, trigger, period, reason }) => ({
      ...{ id, record, trigger, period, reason },
    }))
    return { ...firm(gdprView(view)), records }
  },
  topics: ['retention'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      reasons: each(gdprView(view).retention, prose(60, 420)),
    }),
  mustMention: () => ['kept', 'keep', 'period'],
}

export const artefacts: readonly ArtefactDefinition[] = [
  processingDescriptions,
  noticeSection,
  riskPlan,
  breachScenarios,
  retentionRationale,
]
