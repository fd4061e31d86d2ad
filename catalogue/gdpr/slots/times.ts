import type { Slot } from '../../../pack/slots.ts'
import { openPeriod } from '../rules/sector-retention.ts'
import type { GdprView } from '../view-schema.ts'

/** How long data are kept. @param from the event from which it counts */
export function period(value: string, from: string, use: Slot['use'] = 'once'): Slot {
  const meaning = 'how long the data are kept, a length of time, as in “kept for [[PERIOD]]”'
  // What is still to be set is no fact that a text has to state.
  return {
    placeholder: '[[PERIOD]]',
    meaning,
    value,
    use: value.includes(openPeriod) ? 'allowed' : use,
    from,
  }
}

/** The hours for telling the authority of a breach; Art. 33(1). */
export function breachDeadline({ law }: GdprView): Slot {
  return {
    placeholder: '[[DEADLINE]]',
    meaning:
      'the time for telling the authority of a breach, as in “within [[DEADLINE]] of becoming aware”',
    value: `${law.breachHours} hours`,
    use: 'allowed',
    near: ['authority'],
    from: 'becoming aware',
  }
}

/** The time for answering people who use their rights; Art. 12(3). */
export function answerDeadline({ law }: GdprView): Slot {
  return {
    placeholder: '[[ANSWER_DEADLINE]]',
    meaning: 'the time for answering a request, as in “within [[ANSWER_DEADLINE]] of receiving it”',
    value: law.answerMonths === 1 ? 'one month' : `${law.answerMonths} months`,
    use: 'allowed',
    near: ['request', 'answer'],
    from: 'receiving it, arrival, receipt or the day of the request',
  }
}

/** The days for acknowledging a complaint; s. 164A Data Protection Act 2018. */
export function complaintDeadline({ law }: GdprView): Slot {
  return {
    placeholder: '[[COMPLAINT_DEADLINE]]',
    meaning:
      'the time for acknowledging a complaint, as in “within [[COMPLAINT_DEADLINE]] of receiving it”',
    value: `${law.complaintDays} days`,
    use: 'allowed',
    near: ['complain', 'acknowledg'],
    from: 'receiving it, arrival, receipt or the day of the complaint',
  }
}
