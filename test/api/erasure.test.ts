import { execFile } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../documents/foreign.ts'
import { emptyFolder } from '../process/programs.ts'
import { html, openErasures, pathOf } from './erasure-shop.ts'

const jq = needs('jq', 'jq')

const form = { ...html, 'content-type': 'application/x-www-form-urlencoded' }

const { server, shop, stateOf, delivered, close } = await openErasures({ KEY_BACKUP_DAYS: '3' })
afterAll(close)

const post = (token: string, confirm: string, headers: Record<string, string> = form) =>
  shop.app.inject({
    method: 'POST',
    url: pathOf(token),
    headers,
    payload: headers['content-type'] ? `confirm=${confirm}` : { confirm },
  })

describe('a customer who wants an order erased', () => {
  let order: string
  let token: string
  let zip: string
  beforeAll(async () => {
    ;({ order, token } = await delivered())
    const [file] = await shop.site.releases.files(order)
    zip = `packs/${order}/${file?.sha256}.zip`
  })

  it('finds the way on its page, and reads what goes and what stays', async () => {
    const page = await shop.app.inject({ url: `/orders/${token}`, headers: html })
    expect(page.body).toContain(`href="${pathOf(token)}"`)
    const { body } = await shop.app.inject({ url: pathOf(token), headers: html })
    for (const words of ['your answers', 'What stays, and why', 'the law', order])
      expect(body.toLowerCase()).toContain(words.toLowerCase())
  })

  it('has to type a word, or nothing is erased', async () => {
    const answer = await post(token, 'yes')
    expect([answer.statusCode, answer.body]).toEqual([
      422,
      expect.stringContaining('Nothing was erased'),
    ])
    expect((await post(token, 'yes', {})).json()).toMatchObject({ status: 422 })
    expect(await stateOf(order)).toBe('improving')
  })

  it('gets a last letter, and then it is erased, and its files are removed', async () => {
    expect(await shop.site.blobs.has(zip)).toBe(true)
    const answer = await post(token, encodeURIComponent(' “Erase” '))
    expect([answer.statusCode, answer.headers.location]).toEqual([303, pathOf(token)])
    await expect.poll(() => stateOf(order)).toBe('erased')
    const letters = server.received.filter(({ raw }) => raw.includes(`<${order}.erased.1@`))
    expect(letters).toMatchObject([{ to: 'owner@example.com' }])
    await expect.poll(() => shop.site.blobs.has(zip)).toBe(false)
    expect((await shop.app.inject({ url: `/orders/${token}/pack.zip` })).statusCode).toBe(410)
  })

  it('has its files removed once more, after whoever was building it then has ended', async () => {
    const { db } = shop.site.database
    const left = db
      .selectFrom('erasures')
      .select('files_gone_at as at')
      .where('order_id', '=', order)
    expect(await left.executeTakeFirst()).toEqual({ at: null })
    const later = left.where('files_due_at', '>', new Date(Date.now() + 300_000).toISOString())
    await expect.poll(async () => (await later.execute()).length).toBe(1)
    await shop.site.blobs.put(zip, Buffer.from('late'))
    const due = { files_due_at: new Date().toISOString() }
    await db.updateTable('erasures').set(due).where('order_id', '=', order).execute()
    await expect.poll(async () => (await left.executeTakeFirst())?.at).toBeTruthy()
    expect(await shop.site.blobs.has(zip)).toBe(false)
  })

  it('finds a certificate that anybody can check with the shop’s public key', async () => {
    const page = await shop.app.inject({ url: pathOf(token), headers: html })
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('certificate.json')])
    const { signed, signature } = (
      await shop.app.inject({ url: `${pathOf(token)}/certificate.json` })
    ).json()
    const { body: pem } = await shop.app.inject({ url: '/.well-known/packhorse-signing-key' })
    const isGenuine = (text: string) =>
      verify(null, Buffer.from(text), createPublicKey(pem), Buffer.from(signature, 'base64'))
    expect([isGenuine(signed), isGenuine(signed.replace(order, 'ord_1'))]).toEqual([true, false])
    const { erasedAt, backupsUntil, ...rest } = JSON.parse(signed)
    expect(Date.parse(backupsUntil) - Date.parse(erasedAt)).toBe(3 * 86_400_000)
    expect(rest).toMatchObject({ order, asked: expect.stringContaining('link of the order') })
  })

  it.skipIf(jq.missing)(`can check it with ${jq.title} and OpenSSL as the page says`, async () => {
    const { body } = await shop.app.inject({ url: pathOf(token), headers: html })
    const [, commands = ''] = /<pre class="commands">(.+?)<\/pre>/s.exec(body) ?? []
    const folder = emptyFolder()
    const { body: certificate } = await shop.app.inject({
      url: `${pathOf(token)}/certificate.json`,
    })
    // Not at once: the shop that curl asks is of this process.
    const checked = async (text: string) => {
      writeFileSync(join(folder, `erasure-${order}.json`), text)
      const script = commands.replaceAll('&gt;', '>')
      return (await promisify(execFile)('sh', ['-ec', script], { cwd: folder })).stdout
    }
    expect(await checked(certificate)).toContain('Signature Verified Successfully')
    await expect(checked(certificate.replace(order, 'ord_1'))).rejects.toThrow('Command failed')
  })

  it('is shown it, too, who comes back to the form and types something else', async () => {
    const answer = await post(token, 'x')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, pathOf(token)])
  })

  it('may ask again: it is done', async () => {
    const answer = await post(token, 'erase', {})
    expect([answer.statusCode, answer.json()]).toEqual([202, { order, isAsked: true }])
  })
})

describe('an order that nobody asked to erase', () => {
  let order: string
  let token: string
  beforeAll(async () => {
    ;({ order, token } = await delivered())
  })

  it.each([
    ['by looking at its page, as a mail scanner does', 'GET', ''],
    ['by a link that holds the word', 'GET', '?confirm=erase'],
    ['by asking for the head of that', 'HEAD', '?confirm=erase'],
  ] as const)('is not erased %s', async (_, method, query) => {
    const url = `${pathOf(token)}${query}`
    const answer = await shop.app.inject({ method, url, headers: html })
    expect(answer.statusCode).toBe(200)
    expect(await shop.site.erasureRequests.isAsked(order)).toBe(false)
  })

  it('is not erased by a link that is nearly its own', async () => {
    const other = token.at(-1) === 'A' ? 'B' : 'A'
    expect((await post(`${token.slice(0, -1)}${other}`, 'erase')).statusCode).toBe(404)
    expect(await shop.site.erasureRequests.isAsked(order)).toBe(false)
  })

  it('gets one letter of it, however many tabs ask at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(token, 'erase')))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303])
    await expect.poll(() => stateOf(order)).toBe('erased')
    const letters = server.received.filter(({ raw }) => raw.includes(`<${order}.erased.1@`))
    expect(letters).toHaveLength(1)
  })
})

it('an order that waits for its payment is not erased, and the page says why before anything is typed', async () => {
  const { token } = await shop.order()
  const page = await shop.app.inject({ url: pathOf(token), headers: html })
  expect(page.body).toContain('can still be paid for')
  expect(page.body).not.toContain('<form')
  const answer = await post(token, 'erase')
  expect([answer.statusCode, answer.body]).toEqual([
    409,
    expect.stringContaining('can still be paid for'),
  ])
  expect((await post(token, 'erase', {})).json()).toMatchObject({ reason: 'awaiting-payment' })
})

it('an order whose letter cannot leave is erased all the same, within the hour', async () => {
  const { order, token } = await delivered()
  server.behaviour.recipient = () => ({ code: 450, says: 'later' })
  await post(token, 'erase')
  const { db } = shop.site.database
  const tried = async () => {
    const letter = db.selectFrom('outbox').select('tries').where('order_id', '=', order)
    return (await letter.where('template', '=', 'erased').executeTakeFirst())?.tries
  }
  await expect.poll(tried).toBe(1)
  const page = await shop.app.inject({ url: pathOf(token), headers: html })
  expect(page.body).toContain('is being erased')
  expect(await stateOf(order)).toBe('improving')
  const anHourAgo = { asked_at: new Date(Date.now() - 3_601_000).toISOString() }
  await db.updateTable('erasure_requests').set(anHourAgo).where('order_id', '=', order).execute()
  await expect.poll(() => stateOf(order)).toBe('erased')
})

describe('an order whose key was lost, as by a restore without one,', () => {
  let order: string
  let token: string
  beforeAll(async () => {
    ;({ order, token } = await delivered())
    await shop.site.database.db.deleteFrom('order_keys').where('order_id', '=', order).execute()
  })

  it('is erased all the same, and its certificate says that the key was lost', async () => {
    expect((await post(token, 'erase')).statusCode).toBe(303)
    const { db } = shop.site.database
    const due = { asked_at: new Date(0).toISOString(), due_at: new Date(0).toISOString() }
    await db.updateTable('erasure_requests').set(due).where('order_id', '=', order).execute()
    await expect.poll(() => stateOf(order)).toBe('erased')
    const answer = await shop.app.inject({ url: `${pathOf(token)}/certificate.json` })
    expect(JSON.parse(answer.json().signed).database).toContain('had been lost before')
  })
})
