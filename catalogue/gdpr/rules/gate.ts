import { z } from 'zod'
import type { LeftOut } from '../../../pack/artefact.ts'
import { sentence } from '../../../pack/sentence.ts'
import { isoDate, perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { type Gate, gates, passageTasks, type Reader } from './gates.ts'
import type { passageShape } from './passages.ts'
import type { taskShape } from './plan.ts'
import type { retentionShape } from './retention-rows.ts'

/** What a notice says that the answers make untrue as yet: it is published once it is true. */
export const gatedShape = z.strictObject({
  says: words,
  /** What makes it true, a clause that follows “once”. */
  once: words,
  due: isoDate,
  /** Catalogue number; empty where no document serves it. */
  document: perhaps,
})

type Gated = z.infer<typeof gatedShape>

/** As much of a firm's view as decides. */
interface Firm {
  readonly plan: readonly z.infer<typeof taskShape>[]
  readonly publishing: string
  readonly abroad: readonly z.infer<typeof passageShape>[]
  readonly abroadForStaff: readonly z.infer<typeof passageShape>[]
  readonly retention: readonly Pick<z.infer<typeof retentionShape>, 'record' | 'ask'>[]
  readonly landUnknown: boolean
  readonly leftOut: readonly LeftOut[]
  readonly jointWith: string
  /** Titles of purposes, by whom they concern. */
  readonly jointForCustomers: readonly string[]
  readonly jointForStaff: readonly string[]
  readonly automatedForCustomers: readonly string[]
  readonly automatedForStaff: readonly string[]
}

/** What waits in each notice, the earliest due first. */
export function gateOf(firm: Firm, answers: GdprAnswers) {
  return {
    gateForCustomers: gatedFor('customers', firm, answers),
    gateForStaff: gatedFor('staff', firm, answers),
  }
}

function gatedFor(reader: Reader, firm: Firm, answers: GdprAnswers): Gated[] {
  const all = [
    ...ofTasks(reader, firm, answers),
    ...ofPassages(reader === 'customers' ? firm.abroad : firm.abroadForStaff, firm),
    ...(reader === 'customers' ? ofPeriods(firm) : []),
    ...ofPapers(reader, firm),
  ]
  return all.sort((one, other) => one.due.localeCompare(other.due))
}

function ofTasks(reader: Reader, firm: Firm, answers: GdprAnswers): Gated[] {
  return firm.plan.flatMap(({ id, due, document }) => {
    const gate = gates[id]
    if (gate === undefined || !isTold(id, gate, reader, firm, answers)) return []
    return [{ says: gate.says, once: gate.once, due, document: document.slice(0, 2) }]
  })
}

function isTold(id: string, gate: Gate, reader: Reader, firm: Firm, { use }: GdprAnswers): boolean {
  if (!gate.tells.includes(reader)) return false
  const toCustomers = reader === 'customers'
  if (id === 'special')
    return (toCustomers ? use.specialOfCustomers : use.specialOfStaff).length > 0
  if (id !== 'automated') return true
  return (toCustomers ? firm.automatedForCustomers : firm.automatedForStaff).length > 0
}

/** Countries and safeguards that nobody knows yet, or that the recipient's terms have to confirm. */
function ofPassages(abroad: Firm['abroad'], { plan, publishing, leftOut }: Firm): Gated[] {
  const isAssessed = leftOut.every(({ number }) => number !== '12')
  const task = plan.find(({ id }) => passageTasks.includes(id))
  return abroad
    .filter(({ gap }) => gap !== '')
    .map(({ recipient, gap }) => ({
      says: sentence`How data are protected abroad: ${recipient}.`,
      once: gap,
      due: task?.due ?? publishing,
      document: isAssessed ? '12' : record,
    }))
}

/** Of files on those whom the firm serves nobody may know yet how long they are kept. */
function ofPeriods({ retention, publishing }: Firm): Gated[] {
  return retention
    .filter(({ ask }) => ask !== '')
    .map(({ record }) => ({
      says: sentence`How long we keep: ${record}.`,
      once: 'you have asked for the period and entered it in part 3',
      due: publishing,
      document: '09',
    }))
}

/** Catalogue number. */
const record = '01'

/** What no task of the plan sees to. */
function ofPapers(reader: Reader, firm: Firm): Gated[] {
  const joint = reader === 'customers' ? firm.jointForCustomers : firm.jointForStaff
  const due = firm.publishing
  const arrangement = {
    says: sentence`What we have agreed with ${firm.jointWith} we tell on request.`,
    once: 'the arrangement under Article 26 is in writing',
  }
  const authority = {
    says: 'The authority to which people may complain.',
    once: 'you have entered the authority of your federal state (Land)',
  }
  return [
    ...(joint.length > 0 ? [{ ...arrangement, due, document: record }] : []),
    ...(firm.landUnknown ? [{ ...authority, due, document: '' }] : []),
  ]
}
