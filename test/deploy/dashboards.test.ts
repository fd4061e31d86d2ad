import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { createMetrics } from '../../clients/metrics.ts'
import { needs, run } from '../documents/foreign.ts'
import { readRules } from './alerts.ts'
import { fileOf } from './files.ts'

const promtool = needs('promtool', 'prometheus')

interface Panel {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly targets?: readonly { readonly expr: string }[]
}

const { panels } = JSON.parse(fileOf('deploy/grafana/packhorse.json')) as { panels: Panel[] }
const shown = panels.filter(({ type }) => type !== 'row')
const asked = shown.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))

/** What a process tells besides its registry: its checks; and what the script that makes backups does. */
const elsewhere = ['packhorse_check_ok', 'packhorse_backup_seconds']

async function told(): Promise<ReadonlySet<string>> {
  const metrics = createMetrics()
  // What a gauge asks for is of no interest here, but that there is one.
  const away = () => Promise.reject(new Error('nobody is asked'))
  for (const [name, show] of Object.entries(metrics))
    if (name.startsWith('show')) (show as (ask: () => Promise<never>) => unknown)(away)
  const all = await metrics.registry.getMetricsAsJSON()
  const names = all.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  )
  return new Set([...names, ...elsewhere])
}

const namesIn = (expr: string) => expr.match(/\b(?:packhorse|process|gen_ai)_\w+/g) ?? []

describe('the dashboard', () => {
  it('asks in each panel, and for nothing that no process tells', async () => {
    const names = await told()
    expect(shown.filter(({ targets = [] }) => targets.length === 0)).toEqual([])
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.flatMap(namesIn).filter((name) => !names.has(name))).toEqual([])
  })

  it('has each panel once', () => {
    const unique = (of: (panel: Panel) => unknown) => new Set(panels.map(of)).size
    expect([unique(({ id }) => id), unique(({ title }) => title)]).toEqual([
      panels.length,
      panels.length,
    ])
  })

  it('shows what an alert of ours looks at', () => {
    // Prometheus's own, and what its alert tells in full.
    const alone = ['process_start_time_seconds', 'packhorse_backup_seconds']
    const drawn = new Set(asked.flatMap(namesIn))
    const wanted = readRules().flatMap(({ expr }) => namesIn(expr))
    const silent = new Set(wanted.filter((name) => !drawn.has(name) && !alone.includes(name)))
    expect([...silent].sort()).toEqual([
      'packhorse_inbox_set_aside',
      'packhorse_order_paid_to_ready_seconds_count',
      'packhorse_parts_total',
      'packhorse_webhook_endpoint_faults',
    ])
  })
})

it.skipIf(promtool.missing)(`asks in words that Prometheus takes${promtool.title && ''}`, () => {
  const rules = asked.map((expr, n) => ({
    record: `panel:${n}`,
    expr: expr.replaceAll('$__rate_interval', '5m'),
  }))
  const file = join(mkdtempSync(join(tmpdir(), 'packhorse-dashboard-')), 'rules.yml')
  writeFileSync(file, stringify({ groups: [{ name: 'panels', rules }] }))
  expect(run('promtool', ['check', 'rules', '--lint=none', file])).toContain(
    `${asked.length} rules found`,
  )
})
