import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRunbook, type Sign } from '../../commands/preflight/runbook.ts'
import { draw } from '../../dev/gameday/draw.ts'
import { classesOf } from '../../dev/gameday/schedule.ts'
import { attentions } from '../../pack/order.ts'
import { reasons } from '../../pack/reason.ts'
import { readRules } from './alerts.ts'
import { fileOf } from './files.ts'

const rows = readRunbook(fileOf('docs/runbook.md'))
const rules = readRules()

const named = (kind: Sign) =>
  rows.flatMap(({ signs }) => signs.filter((sign) => sign.kind === kind).map(({ name }) => name))

/** The alert that is one for each attention but `parked`, which has a row of its own each. */
const ofAttentions = 'PackhorseAttention'

const root = join(import.meta.dirname, '..', '..')
const code = globSync('{api,clients,site,workers}/**/*.ts', { cwd: root }).map(fileOf).join('\n')

describe('the runbook', () => {
  it('has each reason once', () => {
    expect(named('reason').sort()).toEqual([...reasons].sort())
  })

  it('has each attention once', () => {
    expect(named('attention').sort()).toEqual([...attentions].sort())
  })

  it('has each alert once, of attentions each their own', () => {
    const single = (names: string[]) => names.filter((name) => name !== ofAttentions).sort()
    expect(single(named('alert'))).toEqual(single(rules.map(({ alert }) => alert)))
    const told = rows.filter(({ signs }) => signs.some(({ name }) => name === ofAttentions))
    expect(told.map(({ anchor }) => anchor).sort()).toEqual(
      attentions.filter((kind) => kind !== 'parked').toSorted(),
    )
  })

  it('is where each alert leads, to the row that names it', () => {
    const leads = rules.map(({ alert, annotations }) => [alert, annotations.runbook])
    const rowsOf = (alert: string) =>
      rows.filter(({ signs }) => signs.some(({ name }) => name === alert))
    const expected = rules.map(({ alert }) => [
      alert,
      `docs/runbook.md#${alert === ofAttentions ? '{{ $labels.attention }}' : rowsOf(alert)[0]?.anchor}`,
    ])
    expect(leads).toEqual(expected)
  })

  it('calls whom its alerts call, and nobody where there is none', () => {
    const called = (calls: string) => new Set(calls.match(/\b(page|ticket|log)\b/g))
    for (const { signs, calls, anchor } of rows) {
      const alerts = rules.filter(({ alert }) => signs.some(({ name }) => name === alert))
      const expected = new Set(alerts.map(({ labels }) => labels.severity))
      if (expected.size > 0) expect([anchor, called(calls)]).toEqual([anchor, expected])
      else expect([anchor, calls]).toEqual([anchor, expect.stringMatching(/^log\b|`Packhorse\w+`/)])
    }
  })

  it('has each line of the log that is an error', () => {
    const errors = [...code.matchAll(/log\.(?:error|fatal)\([^'`]*'([^']+)'/g)]
    expect(errors.length).toBeGreaterThan(15)
    const lines = named('line')
    const missing = errors.map(([, said = '']) => said).filter(isNotIn(lines))
    expect(missing).toEqual([])
  })

  it('names no line of the log that nobody writes', () => {
    expect(named('line').filter((line) => !code.includes(line))).toEqual([])
  })

  it('has each fault of the game day', () => {
    const size = { seed: 1, orders: 50, minutes: 20, house: 'full' } as const
    const put = classesOf(draw(size, ['gdpr']))
    expect(put.filter((name) => !named('game day').includes(name))).toEqual([])
  })

  it('leads from each reason of a text to one layer', () => {
    const [, layers = ''] = fileOf('docs/runbook.md').split('| Layer | Reasons |')
    const told = layers
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .flatMap((line) =>
        [...line.split(' | ')[1]!.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!),
      )
    const failures = reasons.filter((reason) => reason !== 'not-yet' && reason !== 'refunded')
    expect(told.sort()).toEqual(failures.toSorted())
  })

  it('has the worst times the most frequent first', () => {
    const weights = rows.map(({ impact, frequency }) => impact * frequency)
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  })
})

const isNotIn = (lines: readonly string[]) => (said: string) =>
  !lines.some((line) => said.includes(line))
