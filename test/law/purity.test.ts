import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Sketch, withSketch } from './sketch.ts'

const house = join(import.meta.dirname, '../..')
const own = (file: string) => ({ [file]: readFileSync(join(house, file), 'utf8') })
const linter: Sketch = {
  ...own('.oxlintrc.json'),
  ...own('dev/check/purity.ts'),
  ...own('dev/check/webhooks.ts'),
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, target: 'es2024' } }),
}

/** Expressions that the domain must not hold, with the rule that says so. */
const impure: readonly (readonly [expression: string, rule: string])[] = [
  ['Date.now()', 'no-restricted-properties'],
  ['Math.random()', 'no-restricted-properties'],
  ['new Date()', 'no-clock'],
  ['Date()', 'no-clock'],
  ['new Date(2026, 10, 21)', 'no-local-time'],
  ['new Date(0).getHours()', 'no-local-time'],
  ["new Date(0)['getTimezoneOffset']()", 'no-local-time'],
  ['new Date(0).setMonth(3)', 'no-local-time'],
  ["new Date(0).toLocaleDateString('en-GB')", 'no-local-time'],
  ["new Intl.DateTimeFormat('en-GB')", 'no-local-time'],
  ["new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })", 'no-local-time'],
  ["process.env['TZ']", 'no-restricted-globals'],
  ["fetch('/')", 'no-restricted-globals'],
  ['crypto.randomUUID()', 'no-restricted-globals'],
  ['globalThis.Date', 'no-restricted-globals'],
]

const pure = [
  "new Date('2026-11-21T00:00:00Z').toISOString()",
  'new Date(Date.UTC(2026, 10, 21)).getUTCHours()',
  "new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' }).format(new Date(0))",
]

const forgotten = 'const send = async () => 1\nexport function act() {\n  send()\n}\n'

const sketch: Sketch = {
  ...linter,
  ...Object.fromEntries(
    impure.map(([code], n) => [`pack/impure-${n}.ts`, `export const x = ${code}`]),
  ),
  'pack/pure.ts': pure.map((code, n) => `export const x${n} = ${code}`).join('\n'),
  'clients/clock.ts': 'export const now = () => new Date(Date.now())',
  'workflows/forgets.ts': forgotten,
  'workflows/waits.ts': 'export const wait = (go: () => void) => setTimeout(go, 10)',
}

/** What oxlint says of every file of the sketch: `path:line:column: message [Error/rule]`. */
const findings = withSketch(sketch, async (tree) => {
  const args = ['--type-aware', '--format=unix', 'pack', 'clients', 'workflows']
  const oxlint = join(house, 'node_modules/.bin/oxlint')
  return spawnSync(oxlint, args, { cwd: tree, encoding: 'utf8' }).stdout.split('\n')
})
const findingsIn = async (file: string) => (await findings).filter((line) => line.startsWith(file))

describe('the lint of the house', () => {
  it.each(impure.map(([code, rule], n) => ({ code, rule, n })))(
    'refuses $code in pack/ by $rule',
    async ({ rule, n }) => {
      expect(await findingsIn(`pack/impure-${n}.ts`)).toEqual([expect.stringContaining(rule)])
    },
  )

  it('accepts dates computed from values in pack/', async () => {
    expect(await findingsIn('pack/pure.ts')).toEqual([])
  })

  it('accepts the clock in a room that talks to the world', async () => {
    expect(await findingsIn('clients/clock.ts')).toEqual([])
  })

  it('notices a forgotten await', async () => {
    expect(await findingsIn('workflows/forgets.ts')).toEqual([
      expect.stringContaining('no-floating-promises'),
    ])
  })

  it('refuses timers without a summary in workflows/', async () => {
    expect(await findingsIn('workflows/waits.ts')).toEqual([
      expect.stringContaining('no-restricted-globals'),
    ])
  })
})
