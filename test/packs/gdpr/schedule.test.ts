import { expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

/** The schedule as it is printed, without the sheets that only the Excel file has. */
const printed = (order: ReturnType<typeof orderOf>) =>
  (staticDocuments(order).get('09-retention-schedule') ?? '').replace(/^:::sheet[^]*?^:::$/gm, '')

test.each(['self-serve', 'full'] as const)('a %s schedule gives each reason once', (tier) => {
  for (const { answers, name } of firms) {
    const order = orderOf(answers, tier)
    const schedule = printed(order)
    const reasons = gdprView(gdpr.view(order)).retention.map(({ reason }) => reason)
    for (const reason of reasons) {
      const times = reasons.filter((other) => other.includes(reason)).length
      expect([name, reason, schedule.split(reason).length - 1]).toEqual([name, reason, times])
    }
  }
})
