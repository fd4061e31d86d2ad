import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { changesFor } from '../../site/safe-mode-changes.ts'
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
    return out.split('\n').filter((line) => /^(Safe mode|But)/.test(line))
  }

  it('is on for everything until it is off, and shows it', async () => {
    expect(await safeMode('show')).toEqual(['Safe mode is off.'])
    expect(await safeMode('on', ...reason)).toEqual([
      'Safe mode is on for everything, until that is changed.',
    ])
    expect(await safeMode('off', ...reason)).toEqual(['Safe mode is off.'])
  })

  it('is off for a part alone, and on and off for all whatever was said of parts', async () => {
    await safeMode('on', ...reason)
    await safeMode('on', '--operation', 'gdpr.briefing', '--for', 'PT1H', ...reason)
    const said = (await safeMode('off', '--tier', '4b', ...reason)).map((line) =>
      line.replace(/, until .*/, ''),
    )
    expect(said).toEqual([
      'Safe mode is on for gdpr.briefing',
      'Safe mode is on for everything',
      'But it is off for gdpr.briefing of the 4b tier',
      'But it is off for the 4b tier',
    ])
    expect(await safeMode('on', ...reason)).toHaveLength(2)
    expect(await safeMode('off', ...reason)).toEqual(['Safe mode is off.'])
  })
})

describe('what is changed', () => {
  const set = (value: boolean, tier: '4b' | '32b' | null, operation: string | null) => {
    const signed = { by: 'Ada', why: 'it wrote nonsense', at: '2026-11-30T12:00:00.000Z' }
    return {
      key: 'safeMode',
      value,
      tier,
      operation,
      risk: null,
      share: null,
      until: null,
      ...signed,
    }
  }
  const asked = (verb: 'on' | 'off', tier: '4b' | null, operation: string | null = null) => {
    return { verb, scope: { tier, operation }, until: null, by: 'Ada', why: 'it wrote nonsense' }
  }
  const inShort = (requests: ReturnType<typeof changesFor>) =>
    requests.map((one) =>
      'change' in one
        ? [one.verb, one.change.value, one.change.tier, one.change.operation]
        : [one.verb],
    )

  it('an exception of before does not outlive a new on', () => {
    const standing = [set(true, null, null), set(false, '4b', null)]
    expect(inShort(changesFor(asked('on', null), standing))).toEqual([
      ['unset', null, '4b', null],
      ['set', true, null, null],
    ])
  })

  it('off for a tier is off also for an operation that is on for both', () => {
    expect(inShort(changesFor(asked('off', '4b'), [set(true, null, 'gdpr.briefing')]))).toEqual([
      ['set', false, '4b', 'gdpr.briefing'],
    ])
  })

  it('on for a tier is on also for an operation that was left out', () => {
    expect(inShort(changesFor(asked('on', '4b'), [set(false, null, 'gdpr.briefing')]))).toEqual([
      ['set', true, '4b', null],
      ['set', true, '4b', 'gdpr.briefing'],
    ])
  })

  it('off for one tier leaves the other alone', () => {
    expect(inShort(changesFor(asked('off', '4b'), [set(true, '32b', null)]))).toEqual([])
  })
})
