import type { Duties } from './desk.ts'
import { createOperator } from './operator.ts'
import type { Site } from './site.ts'

/** What the process that has the embedded database does for the commands. */
export function dutiesOf(site: Site): Duties {
  return {
    order: createOperator(site),
    report: ({ days }: { days: number }) => site.report(days),
  }
}
