import { describe, expect, it } from 'vitest'
import { buyerOf } from '../../../inference/admit/buyer.ts'

const at = '2026-11-21T23:59:59.000Z'
const nextDay = '2026-11-22T00:00:00.000Z'
const nextMonth = '2026-12-01T00:00:00.000Z'

describe('a buyer', () => {
  it.each([
    'ann@firm.example',
    'Ann@Firm.Example',
    ' ann@firm.example ',
    'ann+second@firm.example',
  ])('is one customer as %s', (email) => {
    expect(buyerOf(email, at)).toEqual(buyerOf('ann@firm.example', at))
  })

  it('is another customer each day, so that no row tells that two days are of one', () => {
    const [today, tomorrow] = [
      buyerOf('ann@firm.example', at),
      buyerOf('ann@firm.example', nextDay),
    ]
    expect(tomorrow.customer).not.toBe(today.customer)
    expect(tomorrow.organisation).toBe(today.organisation)
    expect(buyerOf('ann@firm.example', nextMonth).organisation).not.toBe(today.organisation)
  })

  it('shares an organisation with whoever has the same mail domain, in whatever letters', () => {
    const { organisation } = buyerOf('ann@stöne.example', at)
    expect(organisation).not.toBeNull()
    expect(buyerOf('bob@xn--stne-6qa.example', at).organisation).toBe(organisation)
    expect(buyerOf('bob@other.example', at).organisation).not.toBe(organisation)
  })

  it.each([
    'gmail.com',
    'hotmail.co.uk',
    'gmx.de',
    'wp.pl',
    'abv.bg',
    'laposte.net',
    'eircom.net',
    'otenet.gr',
    'posteo.de',
    'proton.me',
    'tutanota.com',
    'ziggo.nl',
  ])('has no organisation at %s, where anybody may be', (domain) => {
    expect(buyerOf(`ann@${domain}`, at).organisation).toBeNull()
  })

  it('is in no word of it', () => {
    expect(JSON.stringify(buyerOf('ann@firm.example', at))).not.toMatch(/ann|firm/)
  })
})
