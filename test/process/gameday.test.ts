import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { emptyFolder, run, start } from './programs.ts'

const absent = inject('postgres') === null

it.skipIf(absent)(
  `a small game day loses no order${absent ? ` (${postgresInstallLine})` : ''}`,
  { timeout: 600_000 },
  async () => {
    const out = emptyFolder()
    const size = ['--orders', '12', '--minutes', '1', '--seed', '20', '--small']
    const day = start('commands/gameday.ts', [...size, '--out', out, '--json'], {})
    const [said, log, [code]] = await Promise.all([
      text(day.stdout),
      text(day.stderr),
      once(day, 'exit'),
    ])
    if (said === '') throw new Error(`The day ended with ${code}: ${log.slice(-2_000)}`)
    expect(JSON.parse(said.trim().split('\n').at(-1)!)).toMatchObject({ ok: true, faults: [] })
    expect(code).toBe(0)
    expect(readdirSync(out).sort()).toEqual(
      ['json', 'md', 'schedule.json', 'svg'].map((ending) => `gameday-12-1-20.${ending}`),
    )
    expect(readFileSync(join(out, 'gameday-12-1-20.md'), 'utf8')).toContain('Nothing was lost.')
  },
)

it('exits 2 for a size that is none, and for a schedule that is none', async () => {
  const { code, said } = await run('commands/gameday.ts', ['--orders', '0'], {})
  expect([code, said]).toEqual([
    2,
    expect.stringMatching(/^packhorse: --orders is “0”, but must be/),
  ])
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const wrong = await run('commands/gameday.ts', ['--schedule', file], {})
  expect([wrong.code, wrong.said]).toEqual([
    2,
    expect.stringContaining('is no schedule of a game day'),
  ])
})
