import { describe, expect, it } from 'vitest'
import { packOf } from '../../../catalogue/catalogue.ts'
import { condition } from '../../../catalogue/gdpr/slots/bases.ts'
import { responsible } from '../../../catalogue/gdpr/slots/named.ts'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { orders } from '../../inference/rig.ts'

const views = orders.map((order) => gdprView(packOf(order.pack)!.view(order)))

describe('the slot', () => {
  it('of a condition is a noun phrase for every activity of every sample firm', () => {
    const values = views.flatMap(({ activities }) =>
      activities.flatMap((activity) => condition(activity).map(({ value }) => value)),
    )
    expect(new Set(values.sort())).toMatchInlineSnapshot(`
      Set {
        "care under a duty of professional secrecy (Art. 9(2)(h))",
        "care under a duty of professional secrecy (Art. 9(2)(h)) and the authorisation of national law (Art. 10)",
        "duties and rights in employment law (Art. 9(2)(b))",
        "duties and rights in employment law (Art. 9(2)(b)) and the authorisation of national law (Art. 10)",
        "explicit consent (Art. 9(2)(a))",
        "explicit consent (Art. 9(2)(a)) and the authorisation of national law (Art. 10)",
        "the authorisation of national law (Art. 10)",
      }
    `)
  })

  it.each([
    ['Office manager', 'office manager'],
    ['The owner', 'owner'],
    ['the owner', 'owner'],
    ['Data Protection Officer', 'Data Protection Officer'],
    ['Managing Director', 'Managing Director'],
    ['CTO', 'CTO'],
    ['Head of finance', 'head of finance'],
    ['Geschäftsführerin', 'Geschäftsführerin'],
    ['Datenschutzbeauftragter', 'Datenschutzbeauftragter'],
  ])('of whom one tells reads after “the”: %s', (role, value) => {
    const view = { ...views[0]!, person: { ...views[0]!.person, role } }
    expect(responsible(view).value).toBe(value)
  })
})
