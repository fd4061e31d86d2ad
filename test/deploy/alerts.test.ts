import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { needs, run } from '../documents/foreign.ts'
import { readRules } from './alerts.ts'
import { fileOf } from './files.ts'

const deploy = join(import.meta.dirname, '..', '..', 'deploy')
const promtool = needs('promtool', 'prometheus')

describe.skipIf(promtool.missing)(promtool.title, () => {
  it('takes our rules, and our configuration with them', () => {
    expect(run('promtool', ['check', 'config', join(deploy, 'prometheus.yml')])).toContain(
      `${readRules().length} rules found`,
    )
  })

  it('raises each alert when it should, and not before', () => {
    expect(run('promtool', ['test', 'rules', join(deploy, 'alerts.test.yml')])).toContain('SUCCESS')
  })
})

interface Played {
  readonly tests: readonly {
    readonly alert_rule_test: readonly { alertname: string; exp_alerts?: unknown[] }[]
  }[]
}

it('each alert is played, raised and not', () => {
  const played = (parse(fileOf('deploy/alerts.test.yml')) as Played).tests.flatMap(
    ({ alert_rule_test }) => alert_rule_test,
  )
  const names = (raised: boolean) =>
    new Set(played.filter((one) => raised === 'exp_alerts' in one).map((one) => one.alertname))
  const all = new Set(readRules().map(({ alert }) => alert))
  expect([names(true), names(false)]).toEqual([all, all])
})
