import type { LetterKey, ReportKind } from '../../pack/letter.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

/** What is written to customers; never to whom. */
export function observeLetters({ letters }: Pick<Metrics, 'letters'>, log: Log) {
  return {
    letterEnded({ order, template, version }: LetterKey, ending: 'sent' | 'needless') {
      letters.inc({ template, result: ending })
      log.info({ order, template, version, ending }, 'letter to the customer ended')
    },
    letterPostponed({ order, template, version }: LetterKey, error: unknown) {
      letters.inc({ template, result: 'postponed' })
      log.warn({ order, template, version, error }, 'letter to the customer not sent; tried again')
    },
    letterStopped({ order, template, version }: LetterKey, why: string) {
      letters.inc({ template, result: 'refused' })
      log.error(
        { order, template, version, why },
        'letter refused by the mail server; the customer has not got it, and it is not tried again',
      )
    },
    reported({ order, template, version }: LetterKey, kind: ReportKind, said: string) {
      letters.inc({ template, result: kind })
      log.error({ order, template, version, kind, said }, 'letter to the customer reported back')
    },
    uncollected(order: string) {
      log.error({ order }, 'paid a week ago and never downloaded; the customer was reminded once')
    },
  }
}
