import type { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { type Activity, activityShape } from './activity-rows.ts'
import { watchedActivities } from './monitoring.ts'
import type { RetentionPlace } from './retention-rule.ts'

/** `milder`: ways that would serve the interest with less. */
export const weighedShape = activityShape.extend({ milder: words })

type Weighed = z.infer<typeof weighedShape>

/** Milder ways at which the test of necessity looks, by activity. */
const milderWays: Readonly<Record<string, string>> = {
  orders:
    'one contact for each business customer instead of lists of its staff; a role address such as orders@ instead of a name; no private telephone numbers',
  'client-work':
    'names only where the work needs them; remarks about persons left out of the file; access for those on the matter alone',
  bookings:
    'a name and one way to reach the person; no reason for the meeting; entries deleted when the date is long past',
  'online-accounts':
    'access by role instead of by person; buying without an account; no recording of what people look at',
  enquiries:
    'a form that asks for a name, one contact and the question; no copies in private mailboxes; no mailing list without being asked',
  website:
    'shortened addresses in the log; a log for errors and attacks only; a shorter life of the log',
  suppliers:
    'role addresses; business numbers only; contacts deleted when the supplier is no longer used',
  cctv: 'better locks and lighting; an alarm; cameras at entrances and tills only, outside opening hours only, without sound, and never where people rest, change or eat',
  'monitoring-logs':
    'a log of sign-ins, errors and attacks only; websites blocked instead of visits recorded; a look at single people only after an incident, and by two persons',
  'monitoring-location':
    'the position only while a job is done; a device that the driver can switch off; a tracker for theft alone, which reports only when asked',
  'monitoring-cameras':
    'better locks and lighting; an alarm; cameras at doors and stores only, without sound, and never at desks or where people rest, change or eat',
  'monitoring-calls':
    'a message that confirms what was agreed; recording only of calls in which orders are placed; a pause when payment or health is spoken of',
  'monitoring-output':
    'figures for a team or a week instead of a person or an hour; counting what is finished, not keys or pauses; asking those who do the work',
}

/** What rests on legitimate interests, wholly or in part, monitoring at work included. */
export function weighedActivities(
  answers: GdprAnswers,
  activities: readonly Activity[],
  place: RetentionPlace,
): Weighed[] {
  return [...activities, ...watchedActivities(answers, place)]
    .filter(({ interest }) => interest !== '')
    .map((activity) => ({
      ...activity,
      milder: milderWays[activity.id] ?? 'fewer data, fewer people who see them, a shorter time',
    }))
}
