import { z } from 'zod'
import { plusDays } from '../../../pack/wording.ts'
import { isoDate, perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { gates, passageTasks } from './gates.ts'
import type { ByLaw, TaskRule } from './tasks/task-rule.ts'
import { taskRules } from './tasks.ts'

export const taskShape = z.strictObject({
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

export const phaseShape = z.strictObject({ title: words, tasks: z.array(taskShape).min(1) })

type Task = z.infer<typeof taskShape>
type Where = GdprAnswers['place']['where']

const documentTitles: Readonly<Record<string, string>> = {
  '01': '01 Record of processing',
  '02': '02 Privacy notice',
  '03': '03 Notice for staff and applicants',
  '04': '04 Processor check',
  '05': '05 Breach procedure and log',
  '07': '07 Impact assessment',
  '08': '08 Rights-request procedure and log',
  '09': '09 Retention schedule',
  '10': '10 Legitimate-interests assessment',
  '11': '11 Cookie notice and register',
  '12': '12 Transfer assessment',
  '13': '13 Data protection policy',
  '14': '14 Complaints procedure and log',
  '15': '15 UK policy document',
}

/** The gaps in the answers as dated tasks; dates count from the order. */
export function planOf(answers: GdprAnswers, frozenAt: string) {
  const rules = taskRules.filter(({ when }) => when(answers))
  const isGated = rules.some(({ id }) => isGate(id))
  const plan = rules
    .map((rule) => ({ ...rule, days: daysOf(rule, isGated) }))
    .sort((one, other) => one.days - other.days)
    .map((rule) => taskOf(rule, answers.place.where, frozenAt))
  const phases = [...new Set(plan.map(({ phase }) => phase))]
  return {
    plan,
    planPhases: phases.map((title) => ({
      title,
      tasks: plan.filter(({ phase }) => phase === title),
    })),
    publishing: plusDays(frozenAt, isGated ? publishing.afterGates : publishing.atOnce),
    firstActions: plan.slice(0, 3).map(({ title, due }) => ({ title, due })),
  }
}

/** Days after the order at which a notice is published; before that, what makes it true. */
const publishing = { atOnce: 14, afterGates: 30 }
const gatesWithin = 28

function isGate(id: string): boolean {
  return Object.hasOwn(gates, id) || passageTasks.includes(id)
}

/** Nothing is published that is not true yet, and that does not wait longer than a month. */
function daysOf({ id, days }: TaskRule, isGated: boolean): number {
  if (isGate(id)) return Math.min(days, gatesWithin)
  const isNotice = id === 'notice' || id === 'staff-notice'
  return isNotice && isGated ? publishing.afterGates : days
}

function taskOf(
  { when: _, days, source, cite, document, ...rule }: TaskRule,
  where: Where,
  frozenAt: string,
): Task {
  return {
    ...rule,
    source: sourceOf(source, where),
    cite: citation(cite, where),
    due: plusDays(frozenAt, days),
    phase: phaseOf(days),
    document: document === null ? '' : (documentTitles[document] ?? document),
  }
}

/** Under both laws that of the EU, whose provision is named first. */
function sourceOf(source: ByLaw, where: Where): string {
  return typeof source === 'string' ? source : source[where === 'uk' ? 'uk' : 'eu']
}

function citation(cite: ByLaw, where: Where): string {
  if (typeof cite === 'string') return cite
  return where === 'both' ? `${cite.eu}; ${cite.uk}` : cite[where]
}

function phaseOf(days: number): string {
  if (days <= 30) return 'Days 1 to 30'
  return days <= 60 ? 'Days 31 to 60' : 'Days 61 to 90'
}
