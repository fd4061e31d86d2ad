import { z } from 'zod'
import { plusDays } from '../../../pack/wording.ts'
import { isoDate } from '../../shape.ts'

/** How the days of a complaint under UK law are counted, by an example. */
export const complaintClockShape = z.strictObject({
  /** Days from receipt to the last day for the acknowledgement, the day of receipt being day 1. */
  daysAfter: z.int(),
  /** When the complaint of the example arrives. */
  received: isoDate,
  /** The last day for the acknowledgement as we count, and as the Commissioner's guidance does. */
  acknowledge: isoDate,
  byGuidance: isoDate,
  /** If it also is a request: the same day of the next month, and the working day on which it ends. */
  monthEnds: isoDate,
  answer: isoDate,
})

type ComplaintClock = z.infer<typeof complaintClockShape>

/** A Wednesday; its month ends on a Saturday, so that the example shows what happens then. */
const example = '2027-03-03'

/**
 * Section 164A(3) has the days begin when the complaint is received. We count that day, which is the
 * stricter reading: who keeps to it is in time by the guidance too, which begins on the day after.
 * @param complaintDays for the acknowledgement; `answerMonths` for an answer to a request
 */
export function complaintClockOf(complaintDays: number, answerMonths: number): ComplaintClock {
  const daysAfter = complaintDays - 1
  const monthEnds = plusMonths(example, answerMonths)
  return {
    daysAfter,
    received: example,
    acknowledge: plusDays(example, daysAfter),
    byGuidance: workingDay(plusDays(example, complaintDays)),
    monthEnds,
    answer: workingDay(monthEnds),
  }
}

/** The same day of a later month, or its last day where it has no such day. */
function plusMonths(iso: string, months: number): string {
  const first = new Date(`${iso.slice(0, 7)}-01`)
  first.setUTCMonth(first.getUTCMonth() + months + 1, 0)
  const last = first.getUTCDate()
  first.setUTCDate(Math.min(Number(iso.slice(8)), last))
  return first.toISOString().slice(0, 10)
}

/** The day itself, or the Monday after a weekend; holidays are left to the reader. */
function workingDay(iso: string): string {
  const weekday = new Date(iso).getUTCDay()
  if (weekday === 6) return plusDays(iso, 2)
  return weekday === 0 ? plusDays(iso, 1) : iso
}
