import { describe, expect, test } from 'vitest'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { sourcesOf } from '../../../knowledge/sources.ts'
import type { Answers, Tier } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const laws = ['EU', 'UK'] as const
const tiers = ['self-serve', 'full'] as const

/** Provisions and names of the other law; for the UK, also what was repealed there. */
const foreign = {
  EU: /\bUK GDPR\b|\bPECR\b|Data Protection Act 2018|\bthe ICO\b|\b(?:22[A-D]|12A)\b|\b(?:s\.|section) ?16[45]/,
  UK: /ePrivacy Directive|(?<!UK )\bGDPR Art|\bArt(?:icle|\.)?s? (?:22|77)(?![0-9A-Z])|\b(?:1[2-9]|2[01]) to 22(?![A-D])/,
}

/** Firms under one law alone, besides the samples one of each that lets computers decide. */
function firmsUnder(law: (typeof laws)[number]): [string, Answers][] {
  const samples = firms.filter(
    ({ answers }) => gdpr.jurisdictions(gdpr.view(orderOf(answers))).join() === law,
  )
  const [{ name, answers }] = samples as [(typeof samples)[number]]
  const use = deciding(answers['use'] as { purposes: string[] })
  return [
    ...samples.map((firm): [string, Answers] => [firm.name, firm.answers]),
    [`${name} with decisions by computer`, changed(answers, 'use', use)],
  ]
}

function deciding(use: { purposes: readonly string[] }) {
  const automatedFor = use.purposes.slice(0, 1)
  const how = { automatedLogic: 'A score decides.', automatedGround: 'contract' }
  return { ...use, ...how, automated: 'yes', automatedFor }
}

function linesWith(pattern: RegExp, answers: Answers, tier: Tier): string[] {
  return [...staticDocuments(orderOf(answers, tier))].flatMap(([id, text]) =>
    text
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${id}: ${line.slice(0, 160)}`),
  )
}

describe.each(laws)('a firm under the law of the %s alone', (law) => {
  test.each(firmsUnder(law))('reads of no other, nor of what was repealed: %s', (_, answers) => {
    expect(firmsUnder(law).length).toBeGreaterThan(2)
    for (const tier of tiers) expect(linesWith(foreign[law], answers, tier), tier).toEqual([])
  })

  test('is told of no other source', () => {
    const cites = sourcesOf('gdpr', [law]).map(({ cite }) => cite)
    expect(cites.filter((cite) => foreign[law].test(cite))).toEqual([])
  })
})

test('a firm under both laws has Articles 22 and 77 as EU law, and beside them those of the UK', () => {
  const cites = sourcesOf('gdpr', ['EU', 'UK']).map(({ cite }) => cite)
  expect(cites).toEqual(
    expect.arrayContaining([
      'GDPR Art. 22',
      'UK GDPR Arts 22A to 22D',
      'GDPR Art. 77',
      'Data Protection Act 2018 s. 165',
    ]),
  )
})
