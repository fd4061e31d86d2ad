import { describe, expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { templatesOf } from '../../../documents/text/templates.ts'
import { sourcesOf } from '../../../knowledge/sources.ts'
import { firms, orderOf } from '../firms.ts'

describe.each(firms)('the plan of $name', ({ answers }) => {
  const view = gdpr.view(orderOf(answers))
  const { plan } = gdprView(view)

  test('has its tasks in the order of their dates, all within 90 days', () => {
    const due = plan.map((task) => task.due)
    expect(due).toEqual([...due].sort())
    expect(due.at(-1)).toBe('2027-02-19')
  })

  test('names documents as the catalogue does', () => {
    const numbers = new Set(templatesOf('gdpr').documents.map(({ meta }) => meta.number))
    for (const { document } of plan) if (document) expect(numbers).toContain(document.slice(0, 2))
    expect(plan.some(({ document }) => document)).toBe(true)
  })

  test('cites a source that resolves for every task', () => {
    const known = sourcesOf('gdpr', gdpr.jurisdictions(view)).map(({ id }) => id)
    for (const task of plan) expect(known).toContain(task.source)
  })
})
