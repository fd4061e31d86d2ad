import { cohortOf } from '../../pack/cohort.ts'
import type { EndpointTier } from '../../pack/order.ts'
import type { SettingScope } from '../../pack/setting-scope.ts'
import type { Clock } from '../stage.ts'

export interface SettingRow extends SettingScope {
  readonly key: string
  readonly value: unknown
  /** ISO 8601, UTC; null: until it is changed. */
  readonly until: string | null
}

/** What a call is, as far as settings tell calls apart. */
export interface Target {
  readonly order: string
  readonly operation: string
  readonly risk: string
  readonly tier: EndpointTier
}

/** The settings as they stood at one moment. */
export interface Snapshot {
  find(key: string, target: Target, now: number): SettingRow | undefined
}

export function snapshotOf(rows: readonly SettingRow[]): Snapshot {
  const byKey = Map.groupBy(
    [...rows].sort((a, b) => weight(b) - weight(a)),
    ({ key }) => key,
  )
  return {
    find: (key, target, now) =>
      byKey.get(key)?.find((row) => isFor(row, target) && isAlive(row, now)),
  }
}

/** The narrower scope goes before the wider; what stands first here is narrower than all the rest. */
function weight({ operation, risk, tier, share }: SettingScope): number {
  const named = [operation, risk, tier, share].map((one) => one !== null)
  return named.reduce((sum, is) => 2 * sum + Number(is), 0)
}

function isFor({ operation, risk, tier, share }: SettingScope, target: Target): boolean {
  return (
    (operation ?? target.operation) === target.operation &&
    (risk ?? target.risk) === target.risk &&
    (tier ?? target.tier) === target.tier &&
    (share === null || cohortOf(target.order) < share)
  )
}

function isAlive({ until }: SettingRow, now: number): boolean {
  return until === null || Date.parse(until) > now
}

export interface SourceParts {
  /** What operators have set and not unset. */
  readonly standing: () => Promise<readonly SettingRow[]>
  readonly clock: Clock
}

/** The newest snapshot; one that cannot be renewed stays. */
export function createSource({ standing, clock }: SourceParts) {
  let newest = snapshotOf([])
  return {
    /** @throws whatever the store throws */
    async refresh(): Promise<void> {
      newest = snapshotOf(await standing())
    },
    find: (key: string, target: Target) => newest.find(key, target, clock()),
  }
}

export type Source = ReturnType<typeof createSource>
