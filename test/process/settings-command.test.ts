import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { openDatabase } from '../../store/database/database.ts'
import { createBreakerStore } from '../../store/policy/breakers.ts'
import { emptyPostgres, vault } from '../databases.ts'
import { oneLine, ownSettings, run, start } from './programs.ts'

const signed = ['--by', 'Ada', '--why', 'the model writes nonsense']
const absent = inject('postgres') === null

describe('used wrongly, it exits 2 in one line:', () => {
  it.each([
    ['without a verb', []],
    ['with an option that is none', ['--help']],
    ['with a verb that is none', ['delete', 'enabled', ...signed]],
    ['with a key that is none', ['set', 'colour', 'red', ...signed]],
    ['with a bad value', ['set', 'enabled', 'perhaps', ...signed]],
    ['without who and why', ['set', 'enabled', 'false']],
    ['with an operation that is none', ['set', 'enabled', 'false', '--operation', 'x', ...signed]],
    ['with a share of all', ['set', 'enabled', 'false', '--share', '100', ...signed]],
    [
      'with a time that is over',
      ['set', 'enabled', 'false', '--until', '2020-01-01T00:00Z', ...signed],
    ],
    ['with a breaker and no verb', ['breaker', ...signed]],
    ['with a breaker of nothing', ['breaker', 'open', ...signed]],
    ['with a breaker and without who and why', ['breaker', 'open', 'vllm-4b-1']],
    [
      'with two ends',
      ['breaker', 'open', 'a', '--for', 'PT1H', '--until', '2099-01-01T00:00Z', ...signed],
    ],
    ['with a length that is none', ['breaker', 'close', 'a', '--for', '1h', ...signed]],
    ['with an end of a release', ['breaker', 'release', 'a', '--for', 'PT1H', ...signed]],
    ['with a share of a breaker', ['breaker', 'open', 'a', '--share', '10', ...signed]],
    ['with a length of a setting', ['set', 'enabled', 'false', '--for', 'PT1H', ...signed]],
  ])('%s', async (_, args) => {
    const { code, said } = await run('commands/settings.ts', args, {})
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  })
})

describe.skipIf(absent)(`npm run settings${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let databaseUrl: string
  beforeAll(async () => {
    databaseUrl = await emptyPostgres()
  })

  async function settings(...args: string[]) {
    const environment = { ...(await ownSettings()), DATABASE_URL: databaseUrl }
    const child = start('commands/settings.ts', args, environment)
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return { code, out, said }
  }

  it('sets, lists, unsets and tells the history', async () => {
    const scope = ['--operation', 'gdpr.notice-section', '--tier', '4b']
    const set = await settings('set', 'enabled', 'false', ...scope, ...signed)
    expect(set).toMatchObject({
      code: 0,
      out: expect.stringContaining('enabled = false · gdpr.notice-section · 4b'),
    })
    const listed = await settings('list', '--json')
    expect(listed.out).toContain('by Ada: the model writes nonsense')
    expect(listed.out).toMatch(/^ {2}enabled +true +ask a model/m)
    expect(JSON.parse(listed.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
      ok: true,
      settings: [{ key: 'enabled', value: false, by: 'Ada', tier: '4b' }],
    })
    const elsewhere = await settings('unset', 'enabled', ...signed)
    expect(elsewhere).toMatchObject({
      code: 1,
      said: expect.stringContaining('enabled is not set there'),
    })
    expect(await settings('unset', 'enabled', ...scope, ...signed)).toMatchObject({ code: 0 })
    expect((await settings('list')).out).toContain('Nothing is set')
    expect((await settings('history', 'enabled')).out.match(/by Ada/g)).toHaveLength(2)
  })

  it('keeps a hard limit above its soft one, whichever is set', async () => {
    const hard = ['set', 'orderHardLimit', '0.02', '--tier', '4b', ...signed]
    expect(await settings(...hard)).toMatchObject({
      code: 1,
      said: 'packhorse: orderHardLimit cannot be 0.02, because orderSoftLimit is 1 there, and the hard limit is the higher one; set that first.\n',
    })
    expect(await settings('set', 'orderSoftLimit', '0.01', ...signed)).toMatchObject({ code: 0 })
    expect(await settings(...hard)).toMatchObject({ code: 0 })
    expect(
      await settings('set', 'orderSoftLimit', '0.03', '--tier', '4b', ...signed),
    ).toMatchObject({
      code: 1,
      said: expect.stringContaining('orderHardLimit is 0.02 there'),
    })
  })

  it('forces a model open or closed, takes it back, and keeps who did it and why', async () => {
    const database = await openDatabase({ url: databaseUrl, folder: '', vault })
    const key = { endpoint: 'rack-1', model: 'adapter', operation: '', kind: 'service' } as const
    await createBreakerStore(database.db).enrol('4b', [key])
    const until = ['--until', '2099-01-31T18:00:00Z']
    const opened = await settings('breaker', 'open', 'rack-1', ...until, ...signed, '--json')
    expect(opened).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^rack-1 \(adapter\) · 4b: closed, as ever\n {2}forced open from .* until 2099-01-31T18:00:00.000Z by Ada: the model writes nonsense$/m,
      ),
    })
    const usual = await settings('breaker', 'close', 'rack-1', '--model', 'adapter', ...signed)
    const [, since = '', end = ''] = usual.out.match(/forced closed from (.*) until (.*) by/) ?? []
    expect(Math.round((Date.parse(end) - Date.parse(since)) / 60_000)).toBe(60)
    expect(JSON.parse(opened.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
      ok: true,
      breakers: [{ endpoint: 'rack-1', state: { forced: { to: 'open', by: 'Ada' } } }],
    })
    const released = await settings('breaker', 'release', 'rack-1', ...signed)
    expect(released.out).toBe('rack-1 (adapter) · 4b: closed, as ever\n')
    expect(await settings('breaker', 'release', 'rack-1', ...signed)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^packhorse: rack-1 is not forced, .*\n$/),
    })
    expect(await settings('breaker', 'open', 'rack-9', ...signed)).toMatchObject({
      code: 1,
      said: 'packhorse: There is no endpoint rack-9; there are: rack-1.\n',
    })
    expect(await settings('set', 'endpoints', 'rack-1,rack-9', ...signed)).toMatchObject({
      code: 1,
      said: 'packhorse: There is no endpoint rack-9; there are: rack-1.\n',
    })
    expect((await settings('breaker', 'list')).out).toContain('rack-1 (adapter) · 4b: closed')
    const actions = await database.db
      .selectFrom('operator_actions')
      .selectAll()
      .orderBy('id')
      .execute()
    await database.close()
    expect(actions).toMatchObject([
      {
        verb: 'breaker open',
        subject: 'rack-1',
        by_whom: 'Ada',
        outcome: expect.stringMatching(/^open until /),
      },
      {
        verb: 'breaker close',
        subject: 'rack-1 adapter',
        outcome: expect.stringMatching(/^closed until /),
      },
      { verb: 'breaker release', outcome: 'released' },
      { verb: 'breaker release', outcome: expect.stringContaining('is not forced') },
      { verb: 'breaker open', subject: 'rack-9', outcome: expect.stringContaining('no endpoint') },
    ])
  })
})
