import { randomBytes, randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { openShop, type Shop } from '../shop.ts'
import { soon } from '../soon.ts'
import { oneLine, start } from './programs.ts'

const absent = inject('postgres') === null

async function replay(settings: Readonly<Record<string, string>>, ...args: string[]) {
  const child = start('commands/replay.ts', args, settings)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, said }
}

it.each([
  ['without a call', []],
  ['with two', ['a', 'b']],
  ['with a server and no model', ['a', '--endpoint', 'http://127.0.0.1:1/v1']],
  ['with what is no server', ['a', '--endpoint', 'x', '--model', 'm']],
  [
    'with a key that is not set',
    ['a', '--endpoint', 'http://x/v1', '--model', 'm', '--key-env', 'X'],
  ],
])('used wrongly, it exits 2 in one line: %s', async (_, args) => {
  const { code, said } = await replay({}, ...args)
  expect(code).toBe(2)
  expect(said).toMatch(oneLine)
})

describe.skipIf(absent)(`npm run replay${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let shop: Shop
  let settings: Record<string, string>
  let order: string
  let call: string
  beforeAll(async () => {
    shop = await openShop({
      workers: ['orders', 'assembly', 'inference-4b-lora'],
      environment: { DATA_KEY: randomBytes(32).toString('base64') },
    })
    settings = { ...shop.settings }
    order = (await shop.buy()).order
    call = await vi.waitFor(
      async () => {
        const { id } = await shop.site.database.db
          .selectFrom('attempts')
          .select('id')
          .where('artefact', '=', 'risk-plan')
          .executeTakeFirstOrThrow()
        return id
      },
      { ...soon, interval: 200 },
    )
  })
  afterAll(() => shop.close())

  it('says what was asked and answered in a call, and what the checks say of it', async () => {
    const { code, out, said } = await replay(settings, call)
    expect([code, said]).toEqual([0, ''])
    expect(out).toContain(`${order} · risk-plan · round 1 · 4b`)
    expect(out).toMatch(/^Recorded · packhorse-4b-lora · accepted$/m)
    expect(out).toContain('Not asked again')
  })

  it('makes the same call again at another server, and judges both answers', async () => {
    await shop.small.behave('refusing')
    const where = ['--endpoint', shop.small.url, '--model', 'packhorse-4b-lora']
    const { code, out } = await replay(settings, call, ...where, '--json')
    await shop.small.behave('up')
    expect(code).toBe(0)
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({
      ok: true,
      attempt: call,
      recorded: { verdict: 'accepted', faults: [] },
      again: { verdict: 'refused', model: 'packhorse-4b-lora' },
    })
  })

  it('says of a server that refuses how, in its own words', async () => {
    const where = ['--endpoint', shop.small.url, '--model', 'nobody']
    const { code, out } = await replay(settings, call, ...where)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^Again · nobody · misconfigured, denied\n\(no answer; the server said: 404 .*nobody/m,
    )
  })

  it('says of a server that is away what came of it', async () => {
    const { code, out } = await replay(
      settings,
      ...[call, '--endpoint', 'http://127.0.0.1:1/v1', '--model', 'm'],
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^Again · m · unreachable/m)
  })

  it('records who looked, and why', async () => {
    await replay(settings, call, '--by', 'Ada', '--why', 'a customer asks')
    const [action] = await shop.site.database.db
      .selectFrom('operator_actions')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
    expect(action).toMatchObject({
      verb: 'replay',
      subject: call,
      by_whom: 'Ada',
      outcome: 'opened',
    })
  })

  it.each(['nothing', randomUUID()])('says of a call that is none: %s', async (none) => {
    const { code, said } = await replay(settings, none)
    expect([code, said]).toEqual([
      1,
      `packhorse: There is no call ${none}; npm run order -- why ORDER lists them.\n`,
    ])
  })

  it('says of another DATA_KEY what to put back', async () => {
    const DATA_KEY = randomBytes(32).toString('base64')
    const { code, said } = await replay({ ...settings, DATA_KEY }, call)
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toMatch(
      /DATA_KEY lacks the key [\da-f]{8}, under which \d+ orders are sealed; put it back/,
    )
  })

  it('can read nothing once the order’s key is deleted', async () => {
    await shop.site.database.db.deleteFrom('order_keys').where('order_id', '=', order).execute()
    const { code, said } = await replay(settings, call)
    expect(code).toBe(1)
    expect(said).toContain(`The key of ${order} was deleted`)
  })
})
