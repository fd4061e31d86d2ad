import { describe, expect, test } from 'vitest'
import { adequacyOf } from '../../../catalogue/gdpr/rules/adequacy.ts'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, mainFirm, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string): Answers => firms.find((firm) => firm.name === name)?.answers ?? {}
const photographer = firmNamed('photographer-england')
const dentist = firmNamed('dental-cologne')

const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))
const documentsOf = (answers: Answers) => staticDocuments(orderOf(answers))

/** A firm that named nobody who receives data. */
const alone = (answers: Answers): Answers => ({
  ...changed(changed(answers, 'use.adPartners', undefined), 'use.cookies', []),
  systems: [],
  transfers: { outside: 'no' },
})

const sent = (answers: Answers, country: string, safeguard: string) => {
  const list = [{ recipient: 'Far Ltd', country, safeguard }]
  return viewOf({ ...alone(answers), transfers: { outside: 'yes', list } }).abroad
}

const kept = (answers: Answers, hosting: string, name = 'Kiln', vendor = 'Kiln & Co') => {
  const systems = [{ name, vendor, use: 'office', hosting }]
  return viewOf({ ...alone(answers), systems }).abroad
}

const ukFindsEea =
  'found adequate by UK law (UK GDPR Article 45A; Data Protection Act 2018 Schedule 21)'
const euFindsUk = 'adequacy decision (EU) 2021/1772, renewed until 27 December 2031'

describe('the United Kingdom and the EEA are abroad to each other', () => {
  test.each([
    ['a UK firm', photographer, 'eu', 'EU or EEA', ukFindsEea],
    ['a German firm', dentist, 'uk', 'United Kingdom', euFindsUk],
    ['a firm under both laws', mainFirm.answers, 'uk', 'United Kingdom', euFindsUk],
    ['a firm under both laws', mainFirm.answers, 'eu', 'EU or EEA', ukFindsEea],
  ])('for %s: %#', (_, answers, hosting, country, protection) => {
    const passage = { recipient: 'Kiln & Co (Kiln)', country, protection, gap: '' }
    expect(kept(answers, hosting)).toEqual([passage])
  })

  test.each([
    [photographer, 'uk'],
    [dentist, 'eu'],
    [photographer, 'own'],
  ])('and at home is at home: %#', (answers, hosting) => {
    expect(kept(answers, hosting)).toEqual([])
  })

  test.each(['01-record-of-processing', '02-privacy-notice', '12-transfer-assessment'])(
    'as %s of a UK firm says whose systems are in the EEA',
    (id) => {
      const document = documentsOf(photographer).get(id)
      expect(document).toContain(`| IONOS SE (IONOS Webhosting) | EU or EEA | ${ukFindsEea} |`)
    },
  )

  test('and so the notice says only of a firm with everything at home that nothing is sent', () => {
    const nothing = 'We do not send your data outside the United Kingdom.'
    expect(documentsOf(photographer).get('02-privacy-notice')).not.toContain('We do not send')
    const atHome = alone(photographer)
    expect(documentsOf(atHome).get('02-privacy-notice')).toContain(nothing)
  })
})

describe('a safeguard is named as the law that applies knows it:', () => {
  const dpf = 'the EU-US Data Privacy Framework (Decision (EU) 2023/1795)'
  const extension = 'the UK Extension to the Data Privacy Framework (SI 2023/1028)'
  const clauses = 'EU standard contractual clauses (Decision 2021/914)'
  test.each([
    [dentist, 'USA', 'adequacy', dpf],
    [photographer, 'United States', 'adequacy', extension],
    [mainFirm.answers, 'the United States', 'adequacy', `${dpf}; ${extension}`],
    [dentist, 'Israel', 'adequacy', 'adequacy decision 2011/61/EU'],
    [photographer, 'Ireland', 'adequacy', ukFindsEea],
    [mainFirm.answers, 'Ireland', 'adequacy', ukFindsEea],
    [dentist, 'India', 'scc', clauses],
    [photographer, 'India', 'idta', 'UK International Data Transfer Agreement'],
    [mainFirm.answers, 'India', 'addendum', 'UK Addendum to the EU standard contractual clauses'],
  ])('%#: to %s by %s', (answers, country, safeguard, protection) => {
    expect(sent(answers, country, safeguard)).toMatchObject([{ protection, gap: '' }])
  })

  test.each([
    [dentist, 'India', 'none', /^a safeguard that the law knows is agreed$/],
    [dentist, 'India', 'adequacy', /finds India adequate under EU law/],
    [photographer, 'Brazil', 'adequacy', /finds Brazil adequate under UK law/],
    [photographer, 'India', 'scc', /UK Addendum is signed/],
    [mainFirm.answers, 'India', 'scc', /UK Addendum is signed/],
    [dentist, 'India', 'idta', /EU clauses are signed/],
  ])('%#: to %s by %s is a gap, and nothing to publish', (answers, country, safeguard, gap) => {
    const [passage] = sent(answers, country, safeguard)
    expect(passage).toMatchObject({ protection: '', gap: expect.stringMatching(gap) })
  })
})

describe('a vendor whose group is in another country', () => {
  test('is named with it, and what its own terms rely on has to be looked at', () => {
    const [, microsoft] = kept(photographer, 'eu', 'Microsoft 365', 'Microsoft')
    expect(microsoft).toMatchObject({
      recipient: 'Microsoft (Microsoft 365)',
      country: 'United States',
      protection: 'the UK Extension to the Data Privacy Framework (SI 2023/1028)',
      gap: expect.stringContaining('you know from which countries Microsoft'),
    })
  })

  test('has no safeguard made up for it where none was looked up', () => {
    expect(kept(dentist, 'eu', 'Dropbox', 'Dropbox')).toMatchObject([
      { country: 'United States', protection: '' },
    ])
  })

  test('is signed with as the dated table says, in the check of vendors', () => {
    const check = documentsOf(dentist).get('04-processor-check')
    expect(check).toContain(
      '| Signs with firms like yours | Microsoft Ireland Operations Limited |',
    )
    expect(check).toMatch(/\| Abroad, by its terms \| Microsoft Ireland .*looked up on 30 November/)
  })

  test('is looked for behind pixels as well', () => {
    const shown = changed(dentist, 'use.adPartners', 'YouTube')
    const [youTube] = viewOf({ ...shown, systems: [] }).abroad
    expect(youTube).toMatchObject({ recipient: 'YouTube', country: '', protection: '' })
  })

  test('is the vendor of that product, not of another with a word in common', () => {
    const [{ country } = {}, ...more] = kept(photographer, 'uk', 'Slackline planner', 'Rope Ltd')
    expect([country, more]).toEqual([undefined, []])
  })
})

describe('a country is read as it is written', () => {
  const eu = { eu: true, uk: false }
  test.each([
    ['Ireland (Dublin)', 'home'],
    ['the Netherlands', 'home'],
    ['Czech Republic', 'home'],
    ['Northern Ireland', 'adequate'],
    ['London, England', 'adequate'],
    ['the United Kingdom', 'adequate'],
    ['Georgia, US', 'adequate'],
    ['Republic of Korea', 'adequate'],
    ['London, Ontario, Canada', 'adequate'],
    ['New Jersey', 'unknown'],
    ['New South Wales, Australia', 'unknown'],
    ['North Korea', 'unknown'],
    ['India and USA', 'unknown'],
    ['Germany and India', 'unknown'],
    ['Georgia', 'unknown'],
  ])('%s is %s', (written, expected) => {
    const { abroad, missing } = adequacyOf(written, eu)
    const found = missing.eu ? 'unknown' : 'adequate'
    expect(abroad.eu ? found : 'home').toBe(expected)
  })
})

describe('what was named', () => {
  test('covers a system in that country alone', () => {
    const shop = viewOf(firmNamed('webshop-ireland'))
    const countriesOfXero = shop.abroad.flatMap(({ recipient, country }) =>
      recipient.startsWith('Xero') ? [country] : [],
    )
    expect(countriesOfXero).toEqual(['New Zealand', 'United States'])
    expect(shop.mayBeAbroad).toContain('Xero')
  })

  test('is not listed a second time for where the system is kept', () => {
    const list = [{ recipient: 'Kiln & Co', country: 'Ireland', safeguard: 'adequacy' }]
    const systems = [{ name: 'Kiln', vendor: 'Kiln & Co', use: 'office', hosting: 'eu' }]
    const answers = { ...alone(photographer), systems, transfers: { outside: 'yes', list } }
    expect(viewOf(answers).abroad.map(({ country }) => country)).toEqual(['Ireland'])
  })

  test('is no transfer where the recipient is at home', () => {
    expect(sent(dentist, 'Ireland', 'adequacy')).toEqual([])
  })

  test('says nothing of where a system is that is kept in yet another country', () => {
    expect(kept(dentist, 'elsewhere', 'Zoom', 'Zoom')).toMatchObject([
      { country: '', protection: '' },
    ])
  })
})

test('no notice denies transfers of a firm whose website loads what others serve', () => {
  const unnamed = changed(alone(dentist), 'use.cookies', ['marketing'])
  const documents = documentsOf(unnamed)
  expect(documents.get('02-privacy-notice')).not.toContain('We do not send')
  expect(documents.get('03-staff-notice')).toContain('We do not send')
})

test('a vendor of two products signs for both', () => {
  const check = documentsOf(firmNamed('webshop-ireland')).get('04-processor-check')
  expect(check).toContain('Google Cloud EMEA Limited; Google Ireland Limited')
  expect(check).not.toContain('Xero (UK) Limited')
})
