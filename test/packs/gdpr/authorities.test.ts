import { describe, expect, test } from 'vitest'
import { lands, memberStates } from '../../../catalogue/gdpr/rules/authorities.ts'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { changed } from '../changed.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const clinic = firms.find(({ name }) => name === 'dental-cologne')?.answers ?? {}

const authoritiesOf = (path: string, value: string) =>
  gdprView(gdpr.view(orderOf(changed(clinic, path, value)))).authorities

describe('the authority', () => {
  test('of a clinic in Cologne is that of its Land, with its address', () => {
    for (const id of ['02-privacy-notice', '03-staff-notice', '06-breach-notices'])
      expect(staticDocuments(orderOf(clinic)).get(id)).toContain(
        'Germany (North Rhine-Westphalia): Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen (LDI NRW), Postfach 20 04 44, 40102 Düsseldorf',
      )
  })

  test.each(Object.keys(lands).filter((land) => land !== 'unsure'))(
    'of the Land %s is one of its own',
    (land) => {
      const [one, ...more] = authoritiesOf('place.land', land)
      expect(more).toEqual([])
      expect(one).toMatchObject({ law: 'eu', site: expect.stringContaining('https://') })
      const others = Object.keys(lands).filter((other) => other !== land && other !== 'unsure')
      const names = others.map((other) => authoritiesOf('place.land', other)[0]?.name)
      expect(names).not.toContain(one?.name)
    },
  )

  test.each(Object.keys(memberStates).filter((state) => state !== 'DE'))(
    'of the state %s has a name and a site',
    (state) => {
      expect(authoritiesOf('place.memberState', state)).toEqual([
        expect.objectContaining({ country: memberStates[state as keyof typeof memberStates] }),
      ])
    },
  )

  test('is left open where the Land is not known, and the breach notice says so', () => {
    const unsure = changed(clinic, 'place.land', 'unsure')
    const notices = staticDocuments(orderOf(unsure)).get('06-breach-notices')
    expect(notices).toContain('In Germany you notify the authority of your federal state')
    expect(staticDocuments(orderOf(clinic)).get('06-breach-notices')).not.toContain(
      'In Germany you notify the authority of your federal state',
    )
  })

  test('of the United Kingdom stands without an address while it is moving', () => {
    const plumber = firms.find(({ name }) => name === 'plumber-uk')?.answers ?? {}
    const [ico] = gdprView(gdpr.view(orderOf(plumber))).authorities
    expect(ico).toMatchObject({
      law: 'uk',
      address: '',
      breaches: expect.stringContaining('ico.org.uk'),
    })
  })
})
