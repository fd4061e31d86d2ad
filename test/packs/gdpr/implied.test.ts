import { describe, expect, test } from 'vitest'
import { sectionPlans } from '../../../catalogue/catalogue.ts'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, mainFirm, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string) => firms.find((firm) => firm.name === name)?.answers ?? {}

const document = (answers: Answers, id: string) => staticDocuments(orderOf(answers)).get(id) ?? ''
const record = (answers: Answers) => document(answers, '01-record-of-processing')
const notice = (answers: Answers) => document(answers, '02-privacy-notice')

/** The text below a heading, up to the next of the same or a higher level. */
function below(heading: string, text: string): string {
  const [, after = ''] = text.split(`# ${heading}\n`)
  return after.split(/\n#{1,3} /)[0] ?? ''
}

const pixels = 'Advertising and pixels of social networks on our website'
const content = 'Content of others on our website (videos, maps, fonts, chat)'

const gym = firmNamed('gym-norway')
const dentist = firmNamed('dental-cologne')
const everything = firmNamed('everything-spain')

describe('pixels that a website loads', () => {
  const named = changed(gym, 'use.adPartners', 'Meta, TikTok.')

  test('are an activity of the record, with consent, recipients and joint controllers', () => {
    const entry = below(pixels, record(named))
    expect(entry).toContain('| Legal basis (Art. 6) | Consent – Art. 6(1)(a) |')
    expect(entry).toContain('| Recipients (d) | Meta, TikTok |')
    expect(entry).toContain(
      '| Joint controller (Art. 26) | Meta, TikTok, for collecting the data and passing them on, as far as they use them for their own ends as well (Case C-40/17) |',
    )
  })

  test('are a purpose of the notice, which says how to withdraw and for how long', () => {
    const text = notice(named)
    expect(below(pixels, text)).toContain('as easily as you gave it')
    expect(text).toContain('we are responsible together with them for collecting the data')
    expect(text).toContain(
      `| ${pixels} | technical data (IP address, device, pages visited) | Consent – Art. 6(1)(a) | the time that the cookie notice names from the visit |`,
    )
    expect(text).toContain(`- ${pixels}: Meta, TikTok\n`)
    expect(text).toContain(`- ${pixels}: this rests on your consent.`)
  })

  test('have recipients to be named where the answers name none, and never nobody', () => {
    const entry = below(pixels, record(gym))
    expect(entry).toContain('**Not all are named yet: see part 5**')
    expect(record(gym)).toContain('::field{id="recipient-marketing"')
    expect(notice(gym)).toContain(`- ${pixels}: the firms whose pixels our website loads`)
  })

  test('make nobody a joint controller of anything else', () => {
    expect(notice(named)).not.toContain('Together with Meta')
    expect(record(named)).not.toContain('You decide together for')
  })

  test('stand in the retention schedule, without a section that gives reasons', () => {
    const schedule = document(named, '09-retention-schedule')
    expect(schedule).toContain('| Entries of advertising and pixels on devices')
    expect(schedule).not.toContain('**Entries of advertising')
  })

  test('are set by those who were named, in the cookie notice', () => {
    expect(document(named, '11-cookies')).toContain(
      '| advertising and pixels of social networks | To measure advertising and show it to the same visitor elsewhere | Meta, TikTok |',
    )
  })
})

describe('content of others on a website', () => {
  test('is an activity of its own', () => {
    expect(notice(dentist)).toContain(`### ${content}`)
    expect(notice(dentist)).not.toContain(pixels)
    expect(record(dentist)).toContain(`### ${content}`)
  })

  test('shares the firms that were named with pixels, each as far as it is meant', () => {
    const text = notice(changed(everything, 'use.adPartners', 'Meta, YouTube'))
    expect(text).toContain(`- ${pixels}: those of Meta, YouTube whose pixels our website loads\n`)
    expect(text).toContain(`- ${content}: those of Meta, YouTube whose content our website shows\n`)
  })
})

describe('what the answers imply', () => {
  test('is written about by no model but where a section always did', () => {
    const order = orderOf(everything)
    const view = gdprView(gdpr.view(order))
    const [descriptions] = sectionPlans(order)
    expect(view.activities.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['advertising', 'embedded-content', 'accountability']),
    )
    expect(descriptions?.parts).not.toContain('advertising')
    expect(descriptions?.parts).toContain('accountability')
    expect(view.sectionActivities.map(({ id }) => id)).not.toContain('accountability')
  })

  test('of statistics that were not chosen as a purpose is the purpose', () => {
    const counting = changed(gym, 'use.cookies', ['needed', 'statistics'])
    expect(notice(counting)).toContain('### Website statistics')
    expect(record(counting)).toContain('| Recipients (d) | the service that counts visits')
  })

  test('is nothing of a website where there is none', () => {
    const plumber = changed(firmNamed('plumber-uk'), 'use.cookies', ['marketing'])
    expect(record(changed(plumber, 'company.website', undefined))).not.toContain(pixels)
  })

  test('of requests and complaints is told to customers too', () => {
    expect(notice(mainFirm.answers)).toContain('### Data protection requests, complaints')
  })
})

describe('a firm that named no system', () => {
  const nameless = changed(mainFirm.answers, 'systems', [])

  test('has recipients by what they do for it, and a field for each of them once', () => {
    const text = record(nameless)
    expect(below('Customer accounts on our website or app', text)).toContain(
      '| Recipients (d) | the firm that hosts our website. **Not all are named yet: see part 5** |',
    )
    expect(text.match(/::field\{id="recipient-website"/g)).toHaveLength(1)
    expect(text).toContain('label="Name and place: our provider of e-mail and files"')
    expect(notice(nameless)).toContain(
      '- Newsletters and offers by e-mail: the service that sends our newsletter\n',
    )
  })

  test.each(firms)('never tells anybody of $name that nobody receives the data', ({ answers }) => {
    const none = changed(answers, 'systems', [])
    for (const given of [answers, none])
      for (const id of ['02-privacy-notice', '03-staff-notice'])
        expect(document(given, id)).not.toContain('nobody outside the firm')
  })
})

describe('a firm with equipment of its own', () => {
  const own = (use: string) => [{ name: 'Cabinet', vendor: 'Synology', use, hosting: 'own' }]

  test('has nobody outside it where all of an activity runs there', () => {
    const answers = changed(gym, 'systems', own('booking'))
    expect(below('Bookings and appointments', record(answers))).toContain(
      '| Recipients (d) | nobody outside the firm |',
    )
  })

  test('has the host of its website where data come in through that', () => {
    const answers = changed(firmNamed('lettings-scotland'), 'systems', own('analytics'))
    expect(below('Website statistics', record(answers))).toContain(
      '| Recipients (d) | the firm that hosts our website. **Not all are named yet: see part 5** |',
    )
  })
})

describe('rating people', () => {
  const software = firmNamed('software-bulgaria')
  const rating = (purposes: readonly string[]) =>
    changed(changed(software, 'use.risky', ['scoring']), 'use.riskyFor', purposes)
  const work = 'Advice, care, teaching or other work for clients'
  const choosing = 'people choose among applicants'
  const staffNotice = (answers: Answers) => document(answers, '03-staff-notice')

  test('for customers is told to them with the person who decides, and not to staff', () => {
    const text = rating(['client-work'])
    expect(notice(text)).toContain(
      `- ${work}: no rating decides. A person looks at it and at the rest of the case, and decides.`,
    )
    expect(staffNotice(text)).not.toContain('**Ratings.**')
    expect(staffNotice(text)).toContain(choosing)
  })

  test('for applicants is told to them, and nothing is said of choosing that it may belie', () => {
    const text = rating(['recruitment'])
    expect(staffNotice(text)).toContain('- Recruitment: no rating decides.')
    expect(staffNotice(text)).not.toContain(choosing)
    expect(notice(text)).not.toContain('**Ratings.**')
  })

  test('that leads to decisions by computer alone is told with their ground and safeguards', () => {
    const text = notice(firmNamed('lettings-scotland'))
    expect(text).toContain(`- ${work}: the decisions by computer named above rest on the rating.`)
    expect(text).toContain('(Article 22; in the United Kingdom Articles 22A to 22D)')
    expect(notice(everything)).toContain('needed to make or carry out a contract with the person')
  })

  test('stands in the record beside its activity, and no other', () => {
    const [, ...entries] = record(rating(['client-work'])).split(/^### /m)
    const rated = entries.filter((entry) =>
      entry.includes('| Rating or scoring of people | Yes; a'),
    )
    expect(rated.map((entry) => entry.split('\n')[0])).toEqual([work])
  })

  test('is put before whoever screens for an assessment as what may be the decision itself', () => {
    const screening = (answers: Answers) => document(answers, '07-impact-assessment')
    expect(screening(rating(['client-work']))).toContain('C-634/21')
    expect(screening(software)).not.toContain('C-634/21')
  })
})
