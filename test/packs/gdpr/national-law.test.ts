import { describe, expect, test } from 'vitest'
import { memberStates } from '../../../catalogue/gdpr/rules/authorities.ts'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import cookieLaws from '../../../knowledge/gdpr/cookie-laws.json' with { type: 'json' }
import secrecy from '../../../knowledge/gdpr/secrecy.json' with { type: 'json' }
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const answersOf = (firm: string) => firms.find(({ name }) => name === firm)?.answers ?? {}
const clinic = answersOf('dental-cologne')
const textOf = (answers: Answers, document: string) =>
  staticDocuments(orderOf(answers)).get(document) ?? ''
const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))
const cookies = (answers: Answers) => textOf(answers, '11-cookies')
const processors = (answers: Answers) => textOf(answers, '04-processor-check')

describe('the law on cookies', () => {
  test('has one row for each state of the EEA', () => {
    const states = cookieLaws.map(({ country }) => country)
    expect(states.sort()).toEqual(Object.keys(memberStates).sort())
  })

  test('without a provision is left to a lawyer', () => {
    for (const { country, cite, status } of cookieLaws)
      expect(status === 'for-a-lawyer', country).toBe(cite === null)
  })

  test.each([
    ['dental-cologne', 'in Germany by **§ 25 TDDDG**'],
    ['tutors-ireland', 'in Ireland by **reg. 5 of SI 336/2011**'],
    ['gym-norway', 'in Norway by **§ 3-15 of the Electronic Communications Act (ekomloven)**'],
  ])('of %s is that of its state', (firm, words) => {
    expect(cookies(answersOf(firm))).toContain(words)
  })

  test('names another authority where one is known to watch over it', () => {
    const finnish = changed(clinic, 'place.memberState', 'FI')
    expect(cookies(finnish)).toContain('Over this rule watches Traficom')
    expect(cookies(clinic)).toContain('In some states another authority')
  })

  test('stands in the notice for visitors, with that of the United Kingdom where both hold', () => {
    expect(cookies(clinic)).toContain('The law behind it is § 25 TDDDG.')
    expect(cookies(answersOf('everything-spain'))).toContain(
      'The law behind it is Art. 22.2 LSSI (Law 34/2002) and, in the United Kingdom, regulation 6',
    )
    expect(cookies(answersOf('plumber-uk'))).not.toContain('could not find out')
  })

  test('that we do not know for sure is asked for, and never guessed', () => {
    const unsure = changed(clinic, 'place.memberState', 'LT')
    expect(viewOf(unsure).cookieLaw).toEqual({ cite: '', authority: '' })
    expect(cookies(unsure)).toContain('label="Provision of national law"')
    expect(cookies(unsure)).toContain('The law behind it is [provision of national law].')
    expect(cookies(clinic)).not.toContain('label="Provision of national law"')
  })
})

describe('professional secrecy', () => {
  test('of a clinic in Germany binds its vendors by § 203 StGB', () => {
    expect(processors(clinic)).toContain('§ 203(1) Nr. 1 StGB')
    expect(processors(clinic)).toContain('(§ 203(3) and (4) StGB)')
    expect(processors(clinic)).toContain('label="Bound to professional secrecy"')
  })

  test('is a condition where the sector holds other professions too', () => {
    expect(processors(answersOf('sole-trader-poland'))).toContain('| lawyers | Poland |')
    expect(processors(answersOf('sole-trader-poland'))).toContain(
      'If you are of one of these professions',
    )
  })

  test('is that of both countries for a firm under both laws', () => {
    const countries = viewOf(answersOf('everything-spain')).secrecy.rules.map((one) => one.country)
    expect(new Set(countries)).toEqual(new Set(['Spain', 'United Kingdom']))
  })

  test('is no matter of other sectors', () => {
    for (const { answers } of firms) {
      const { sector, secrecy: mine } = viewOf(answers)
      expect(mine.applies).toBe(['health', 'professional'].includes(sector.id))
      if (!mine.applies) expect(processors(answers)).not.toContain('secrecy-law')
    }
  })

  test('of which we are not sure is asked for', () => {
    const belgian = changed(clinic, 'place.memberState', 'BE')
    expect(secrecy.some((row) => row.country === 'BE' && row.status === 'for-a-lawyer')).toBe(true)
    expect(processors(belgian)).not.toContain('458')
    expect(processors(belgian)).toContain(
      'label="Law on professional secrecy that binds us; or none"',
    )
  })
})

test('the list of sources has each provision once, of the documents that apply alone', () => {
  const named = gdpr.national?.(gdpr.view(orderOf(clinic))) ?? []
  const cites = named.map(({ cite }) => cite)
  expect(cites).toEqual([...new Set(cites)])
  expect(cites).toContain('§ 25 TDDDG')
  const offline = { ...clinic, company: { ...(clinic['company'] as object), website: '' } }
  for (const answers of [offline, answersOf('holding-netherlands')]) {
    const view = viewOf(answers)
    const without = view.leftOut.some(({ number }) => number === '11')
    const list = gdpr.national?.(gdpr.view(orderOf(answers))) ?? []
    expect(list.some(({ title }) => title.startsWith('Cookies'))).toBe(!without)
  }
})
