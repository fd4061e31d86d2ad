import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { emptyPostgres } from '../databases.ts'
import { oneLine, ownSettings, run, start } from './programs.ts'

const signed = ['--by', 'Ada', '--why', 'the model writes nonsense']
const absent = inject('postgres') === null

describe('used wrongly, it exits 2 in one line:', () => {
  it.each([
    ['without a verb', []],
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
})
