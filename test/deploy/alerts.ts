import { parse } from 'yaml'
import { fileOf } from './files.ts'

export interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string; readonly runbook: string }
}

interface Rules {
  readonly groups: readonly { readonly rules: readonly Rule[] }[]
}

/** The alerts of `deploy/alerts.yml`. */
export const readRules = (): Rule[] =>
  (parse(fileOf('deploy/alerts.yml')) as Rules).groups.flatMap(({ rules }) => rules)
