import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { openShop, type Shop } from '../shop.ts'

let server: MailServer
let shop: Shop
beforeAll(async () => {
  server = await startMailServer()
  const environment = {
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'packs@shop.example',
    // No letter but those that are asked for.
    MAIL_GRACE: 'P1D',
  }
  shop = await openShop({ workers: [], environment })
})
afterAll(async () => {
  await shop.close()
  await server.close()
})

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

const ask = (email: string, from = '198.51.100.1') =>
  shop.app.inject({ method: 'POST', url: '/recover', payload: { email }, remoteAddress: from })

const askByForm = (email: string, from = '198.51.100.2') => {
  const payload = new URLSearchParams({ email }).toString()
  return shop.app.inject({
    method: 'POST',
    url: '/recover',
    payload,
    headers: form,
    remoteAddress: from,
  })
}

async function customer(email: string) {
  const { order, token, url } = await shop.order('self-serve', email)
  await shop.buyer.pay(url)
  await shop.until(token, ({ state }) => state === 'paid')
  return { order, token, page: `${shop.publicUrl}/orders/${token}` }
}

const lettersTo = (email: string) =>
  server.received.filter(({ to }) => to === email).map(({ raw }) => raw.replaceAll('=\r\n', ''))

describe('whoever lost the link', () => {
  it('is mailed the links of all paid orders of the address, and of no other', async () => {
    const orders = [await customer('lost@firm.example'), await customer('lost@firm.example')]
    const unpaid = await shop.order('self-serve', 'lost@firm.example')
    await ask('Lost@firm.example')
    await expect.poll(() => lettersTo('lost@firm.example')).toHaveLength(1)
    const [letter = ''] = lettersTo('lost@firm.example')
    for (const { page } of orders) expect(letter).toContain(page)
    expect(letter).not.toContain(unpaid.token)
  })

  it('can have it sent from the page, too, to the address of the order alone', async () => {
    const { token } = await customer('page@firm.example')
    const url = `/orders/${token}/resend`
    const payload = new URLSearchParams({ email: 'thief@firm.example' }).toString()
    const answer = await shop.app.inject({ method: 'POST', url, headers: form, payload })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/orders/${token}?resent`])
    await expect.poll(() => lettersTo('page@firm.example')).toHaveLength(1)
    expect(lettersTo('thief@firm.example')).toEqual([])
  })
})

describe('the answer', () => {
  it.each([
    ['a form', askByForm],
    ['JSON', ask],
  ])('to %s is the same, whether the address has orders or not', async (_, askFor) => {
    await customer(`known-${askFor.name.toLowerCase()}@firm.example`)
    const known = await askFor(`known-${askFor.name.toLowerCase()}@firm.example`)
    const strange = await askFor(`strange-${askFor.name.toLowerCase()}@firm.example`)
    expect([known.statusCode, known.headers.location, known.body]).toEqual([
      strange.statusCode,
      strange.headers.location,
      strange.body,
    ])
    expect(known.statusCode).toBe(askFor === ask ? 202 : 303)
  })

  it('comes of the same statements', async () => {
    await customer('statements@firm.example')
    const known = await statementsOf(() => ask('statements@firm.example'))
    expect(known).toEqual(await statementsOf(() => ask('no-statements@firm.example')))
    expect(known).toContainEqual(expect.stringMatching('insert into "link_requests"'))
  })

  it.each([
    '',
    'nobody',
    'two@firm.example, three@firm.example',
    'a@b.example\r\nBcc: c@d.example',
  ])('to “%s” is the form again, with what is wrong', async (email) => {
    const answer = await askByForm(email, '198.51.100.3')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="email-error"')
  })

  it.each([undefined, null, 7, [], { email: ['a@b.example'] }, { email: { a: 1 } }])(
    'to the body %j is a problem document',
    async (payload) => {
      const headers = { 'content-type': 'application/json' }
      const body = payload === undefined ? '' : JSON.stringify(payload)
      const { statusCode } = await shop.app.inject({
        method: 'POST',
        url: '/recover',
        headers,
        payload: body,
      })
      expect(statusCode).toBeGreaterThanOrEqual(400)
      expect(statusCode).toBeLessThan(500)
    },
  )
})

describe('asks are limited', () => {
  it('for an address, known or not', async () => {
    await customer('often@firm.example')
    for (const email of ['often@firm.example', 'never@firm.example']) {
      const codes = []
      for (const n of [1, 2, 3, 4]) codes.push((await ask(email, `203.0.113.${n}`)).statusCode)
      expect(codes).toEqual([202, 202, 202, 429])
    }
  })

  it('from a network, whatever the addresses are', async () => {
    const codes = []
    for (let n = 0; n < 21; n++)
      codes.push((await ask(`a${n}@firm.example`, '192.0.2.9')).statusCode)
    expect(codes.slice(0, 20)).toEqual(Array(20).fill(202))
    expect(codes[20]).toBe(429)
  })
})

/** What the database is asked meanwhile by this route, whoever else asks it. */
async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const { db } = shop.site.database
  const seen: string[] = []
  const executor = db.getExecutor()
  const compiled = executor.compileQuery.bind(executor)
  executor.compileQuery = (...query) => {
    const made = compiled(...query)
    if (/insert into "link_requests"|orders/.test(made.sql)) seen.push(made.sql)
    return made
  }
  await act()
  executor.compileQuery = compiled
  // Loops write letters meanwhile, and read orders by their ids, of which an address knows none.
  return seen.filter((sql) => !sql.includes('outbox') && !sql.includes('where "id" = $1'))
}
