import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { emptyPostgres } from '../databases.ts'
import { oneLine, ownSettings, run, start } from './programs.ts'

const absent = inject('postgres') === null
const reason = ['--reason', 'the model writes nonsense', '--by', 'Ada']

describe('used wrongly, it exits 2 in one line:', () => {
  it.each([
    ['without a verb', []],
    ['with a verb that is none', ['halt', ...reason]],
    ['without a reason', ['on']],
    ['with a tier that is none', ['on', '--tier', '8b', ...reason]],
    ['with an operation that is none', ['off', '--operation', 'x', ...reason]],
    ['with two ends', ['on', '--for', 'PT1H', '--until', '2099-01-01T00:00Z', ...reason]],
    ['with an end of the end', ['off', '--for', 'PT1H', ...reason]],
    ['with a scope to show', ['show', '--tier', '4b']],
  ])('%s', async (_, args) => {
    const { code, said } = await run('commands/safe-mode.ts', args, {})
    expect(code).toBe(2)
    expect(said).toMatch(oneLine)
  })
})

describe.skipIf(absent)(`npm run safe-mode${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let databaseUrl: string
  beforeAll(async () => {
    databaseUrl = await emptyPostgres()
  })

  async function safeMode(...args: string[]) {
    const environment = { ...(await ownSettings()), DATABASE_URL: databaseUrl }
    const child = start('commands/safe-mode.ts', args, environment)
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    if (code !== 0) throw new Error(said)
    return out.split('\n').filter((line) => line.startsWith('Safe mode'))
  }

  it('is on for everything until it is off, and shows it', async () => {
    expect(await safeMode('show')).toEqual(['Safe mode is off.'])
    expect(await safeMode('on', ...reason)).toEqual([
      'Safe mode is on for everything, until it is turned off.',
    ])
    expect(await safeMode('off', ...reason)).toEqual(['Safe mode is off.'])
  })

  it('is off for a part alone, and off for all whatever it was on for', async () => {
    await safeMode('on', ...reason)
    await safeMode('on', '--operation', 'gdpr.briefing', '--for', 'PT1H', ...reason)
    expect(await safeMode('off', '--tier', '4b', ...reason)).toHaveLength(2)
    expect(await safeMode('off', ...reason)).toEqual(['Safe mode is off.'])
  })
})
