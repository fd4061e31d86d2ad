import { expect, test } from 'vitest'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const foreign = {
  EU: /\bUK GDPR\b|\bPECR\b|Data Protection Act 2018|\bthe ICO\b/,
  UK: /ePrivacy Directive|(?<!UK )\bGDPR Art/,
}

test.each(['EU', 'UK'] as const)(
  'a firm under the law of the %s alone reads of no other',
  (law) => {
    const theirs = firms.filter(({ answers }) => {
      return gdpr.jurisdictions(gdpr.view(orderOf(answers))).join() === law
    })
    expect(theirs.length).toBeGreaterThan(1)
    const found = theirs.flatMap(({ name, answers }) =>
      [...staticDocuments(orderOf(answers))].flatMap(([id, text]) =>
        text
          .split('\n')
          .filter((line) => foreign[law].test(line))
          .map((line) => `${name}, ${id}: ${line.slice(0, 160)}`),
      ),
    )
    expect(found).toEqual([])
  },
)
