import { describe, expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

describe.each(['self-serve', 'full'] as const)('the policy of a %s pack', (tier) => {
  test('says of each measure, once and by the answers, whether it is in place', () => {
    for (const { answers, name } of firms) {
      const order = orderOf(answers, tier)
      const policy = staticDocuments(order).get('13-data-protection-policy') ?? ''
      const printed = policy.replace(/^:::sheet[^]*?^:::$/gm, '').split('\n')
      for (const { title, inPlace } of gdprView(gdpr.view(order)).measures) {
        const start = tier === 'full' ? `**${title}** (` : `| ${title} |`
        const [said = '', ...again] = printed.filter((line) => line.startsWith(start))
        expect([name, title, again]).toEqual([name, title, []])
        const [, state = ''] = /(in place|to do, or to confirm)(?:[),]|\*\*| \|)/i.exec(said) ?? []
        expect([name, title, state.toLowerCase()]).toEqual([
          name,
          title,
          inPlace ? 'in place' : 'to do, or to confirm',
        ])
      }
    }
  })
})
