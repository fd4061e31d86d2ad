import { describe, expect, test } from 'vitest'
import { changed } from '../changed.ts'
import { firms, mainFirm } from '../firms.ts'
import { firmNamed, firmsWith, handoutsOf, reasonFor, viewOf, workingPageOf } from './handed-out.ts'

const bakery = mainFirm.answers
const group = firmNamed('group-both')
const nursery = firmNamed('nursery-spain')
const alone = firmNamed('plumber-uk')

const papers = [
  '16-vendor-agreement',
  '17-customer-agreement',
  '18-joint-arrangement',
  '19-representative-mandate',
  '20-confidentiality',
  '21-camera-sign',
  '22-consent-forms',
]

describe.each(papers)('%s', (paper) => {
  const number = paper.slice(0, 2)

  test('says what it is on the working page, and nothing of the seller where it is handed out', () => {
    const with_ = firms.filter(({ answers }) => reasonFor(answers, number) === undefined)
    expect(with_.length).toBeGreaterThan(0)
    for (const { answers, name } of with_) {
      expect(workingPageOf(answers, paper), name).toContain('not legal advice')
      const handouts = handoutsOf(answers, paper)
      expect(handouts.length, name).toBeGreaterThan(0)
      for (const handout of handouts)
        expect(handout, name).not.toMatch(/starting point|legal advice|law as of|document \d\d/i)
    }
  })

  test('is left out of some packs, with a reason in a sentence', () => {
    const reasons = firms.map(({ answers }) => reasonFor(answers, number)).filter(Boolean)
    expect(reasons.length).toBeGreaterThan(0)
    for (const reason of reasons) expect(reason).toMatch(/^From your answers .*\.$/)
  })
})

describe('the arrangement between joint controllers', () => {
  const sheets = (answers = group) => handoutsOf(answers, '18-joint-arrangement')

  test('has a sheet for each joint purpose with the partner, and the essence last', () => {
    const titles = sheets().map((text) => /^## (.*)$/m.exec(text)?.[1])
    expect(titles).toEqual([
      'Arrangement between joint controllers',
      'Sheet: Answering enquiries and making quotations',
      'Sheet: Employing people',
      'Who is responsible for your data',
    ])
    for (const text of sheets()) expect(text).toContain('Meridian Nederland B.V., Amsterdam')
  })

  test('follows the purposes that are joint', () => {
    const other = sheets(changed(group, 'use.jointFor', ['suppliers']))
    expect(other).toHaveLength(3)
    expect(other[1]).toContain('## Sheet: Suppliers and business contacts')
    expect(other.at(-1)).toContain('**Suppliers and business contacts.**')
  })

  test('is there for those alone who decide with others; pixels are none of it', () => {
    expect(firmsWith('18')).toEqual(['group-both', 'sports-club-france', 'webshop-ireland'])
    expect(reasonFor(bakery, '18')).toContain('you decide alone')
  })

  test('is where what the notice says of it waits', () => {
    const gated = viewOf(group).gateForCustomers.find(({ says }) => says.includes('Nederland'))
    expect(gated?.document).toBe('18')
    expect(workingPageOf(group, '13-data-protection-policy')).toContain('document 18')
  })
})

describe('the mandate of a representative', () => {
  const mandate = (answers = bakery) => handoutsOf(answers, '19-representative-mandate')[0] ?? ''

  test('is for the territory without an office, under the law of that place', () => {
    expect(mandate()).toContain('has no office in the EU or EEA')
    expect(mandate()).toContain('under Article 27 of the GDPR:')
    const irish = mandate(firmNamed('webshop-ireland'))
    expect(irish).toContain('has no office in the United Kingdom')
    expect(irish).toContain('under Article 27 of the UK GDPR:')
  })

  test('names the representative whom the answers name, and is a field otherwise', () => {
    const named =
      'label="Representative: name and e-mail" value="Dublin Rep Services Ltd, rep@dublinrep.example"'
    expect(mandate(firmNamed('lettings-scotland'))).toContain(named)
    expect(mandate()).toContain('label="Representative: name and e-mail" value=""')
  })

  test('is left out where there is an office in each territory, or only one territory', () => {
    expect(firmsWith('19')).toEqual([
      'gdpr',
      'everything-spain',
      'lettings-scotland',
      'webshop-ireland',
    ])
    expect(reasonFor(group, '19')).toContain('an office or staff wherever')
  })
})

describe('the undertaking of staff', () => {
  const sheet = (answers = bakery) => handoutsOf(answers, '20-confidentiality')[0] ?? ''

  test('binds to instructions and confidentiality, beyond the end', () => {
    expect(sheet()).toContain('only as the firm instructs')
    expect(sheet()).toContain('goes on after that, without end')
    expect(sheet()).toMatch(/^::signature\{id="staff-signs"/m)
  })

  test('adds professional secrecy with its national law where it binds the sector', () => {
    expect(sheet(firmNamed('dental-cologne'))).toContain('§ 203(1) Nr. 1 StGB')
    expect(sheet()).not.toContain('Professional secrecy')
  })

  test('asks for the law in a field where it is not known for sure', () => {
    const unknown = changed(firmNamed('dental-cologne'), 'place.memberState', 'MT')
    expect(viewOf(unknown).secrecy.rules).toEqual([])
    expect(sheet(unknown)).toContain('::field{id="staff-secrecy"')
  })

  test('binds to customers’ instructions those who work for others', () => {
    expect(sheet(group)).toContain('as the customer has instructed the firm')
    expect(sheet()).not.toContain('as the customer has instructed the firm')
  })

  test('is left out where nobody but the owner works', () => {
    expect(reasonFor(alone, '20')).toContain('you work alone')
    expect(reasonFor(firmNamed('photographer-england'), '20')).toBeUndefined()
  })
})

describe('the camera sign', () => {
  const sign = (answers = nursery) => handoutsOf(answers, '21-camera-sign')[0] ?? ''

  test.each([
    ['the controller', 'Escuela Infantil La Nube S.L.'],
    ['the purpose', 'To protect people and property on our premises'],
    ['the ground', 'our legitimate interest in protecting people and property'],
    ['the period', 'Recordings are deleted after 72 hours'],
    ['the rights', 'you may object'],
    ['the authority', 'Agencia Española de Protección de Datos'],
    ['the contact', 'privacidad@lanube.example'],
    ['where the rest is', 'label="The full notice" value="www.lanube.example"'],
  ])('says %s', (_, words) => expect(sign()).toContain(words))

  test('has the period of the record, and of both territories to choose from', () => {
    const cctv = viewOf(group).activities.find(({ id }) => id === 'cctv')
    expect(sign(group)).toContain(`value="${cctv?.retention}"`)
  })

  test('names who runs the cameras, and asks for the country where it may be far', () => {
    expect(sign(group)).toContain('Genetec, the police (after an incident)')
    expect(sign(group)).toContain('::field{id="sign-abroad"')
    expect(sign()).not.toContain('sign-abroad')
  })

  test.each([
    ['use.purposes', ['enquiries', 'cctv']],
    ['use.monitoring', ['cameras']],
    ['use.risky', ['surveillance']],
  ])('is there wherever an answer tells of cameras: %s %j', (path, value) => {
    expect(reasonFor(bakery, '21')).toContain('you use no cameras')
    expect(reasonFor(changed(bakery, path, value), '21')).toBeUndefined()
  })
})

describe('the consent forms', () => {
  const titles = (answers = nursery) =>
    handoutsOf(answers, '22-consent-forms').map((text) => /^## (.*)$/m.exec(text)?.[1])
  const pictures = ['Consent to pictures', 'Consent to pictures of a child']
  const news = 'Consent to news by e-mail'

  test.each([
    ['nursery-spain', pictures],
    ['everything-spain', [...pictures, news]],
    ['tutors-ireland', [news]],
    ['photographer-england', pictures],
  ])('of %s are %j, each by itself', (name, expected) => {
    expect(titles(firmNamed(name))).toEqual(expected)
  })

  test('of a child are signed by whoever has parental responsibility', () => {
    const [, child = ''] = handoutsOf(nursery, '22-consent-forms')
    expect(child).toContain('role="a holder of parental responsibility"')
  })

  test('hold what makes consent valid: no tick, no condition, withdrawal', () => {
    const [form = '', ...more] = handoutsOf(firmNamed('everything-spain'), '22-consent-forms')
    for (const text of [form, ...more]) {
      expect(text).toContain('You are free to refuse')
      expect(text).toContain('withdraw your consent at any time')
      for (const [box] of text.matchAll(/^::field\{.*type="checkbox".*$/gm))
        expect(box).toContain('value=""')
    }
  })

  test('name those who send the newsletter', () => {
    const [form = ''] = handoutsOf(bakery, '22-consent-forms')
    expect(form).toContain('Intuit (Mailchimp)')
  })

  test('are left out where the only pictures are those of cameras, and no news are sent', () => {
    expect(reasonFor(group, '22')).toContain('those of cameras aside')
    expect(reasonFor(firmNamed('gym-norway'), '22')).toBeUndefined()
    expect(titles(firmNamed('gym-norway'))).toEqual([news])
  })
})
