import type {
  Client,
  EvaluationContext,
  JsonValue,
  Provider,
  ResolutionDetails,
} from '@openfeature/server-sdk'
import {
  type SettingKey,
  type Settings,
  settingKeys,
  settingTable,
  soundValue,
  standardSettings,
} from './settings.ts'
import type { Source, Target } from './snapshot.ts'

/**
 * Our settings as OpenFeature reads them. A firm that has a flag service of its own puts its
 * provider here instead, or before this one; the flags are the keys of `settingTable`.
 */
export function createProvider(source: Pick<Source, 'find'>): Provider {
  const resolve = async <Value>(
    key: string,
    standard: Value,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<Value>> => {
    const row = source.find(key, targetOf(context))
    return row === undefined
      ? { value: standard, reason: 'DEFAULT' }
      : { value: row.value as Value, reason: 'TARGETING_MATCH' }
  }
  return {
    metadata: { name: 'packhorse' },
    runsOn: 'server',
    resolveBooleanEvaluation: resolve,
    resolveStringEvaluation: resolve,
    resolveNumberEvaluation: resolve,
    resolveObjectEvaluation: resolve,
  }
}

function contextOf({ order, ...target }: Target): EvaluationContext {
  return { targetingKey: order, ...target }
}

function targetOf({ targetingKey = '', ...target }: EvaluationContext): Target {
  return { ...(target as unknown as Omit<Target, 'order'>), order: targetingKey }
}

/** Milliseconds that a provider may take; ours takes none. */
const patience = 100

type Evaluate = Pick<
  Client,
  'getBooleanValue' | 'getStringValue' | 'getNumberValue' | 'getObjectValue'
>

/**
 * All settings of a call. A provider that fails, is slow or gives what is no value of the key leaves
 * the standard value: this never rejects.
 */
export function createSettings(client: Evaluate, wait = patience) {
  return async (target: Target): Promise<Settings> => {
    const context = contextOf(target)
    const read = async (key: SettingKey) => [key, await valueOf(client, key, context)] as const
    return within(wait, async () => {
      const entries = await Promise.all(settingKeys.map(read))
      return Object.fromEntries(entries) as unknown as Settings
    })
  }
}

async function valueOf(client: Evaluate, key: SettingKey, context: EvaluationContext) {
  const { standard } = settingTable[key]
  return soundValue(key, await evaluated(client, key, standard, context))
}

function evaluated(
  client: Evaluate,
  key: SettingKey,
  standard: Settings[SettingKey],
  context: EvaluationContext,
): Promise<unknown> {
  switch (typeof standard) {
    case 'boolean':
      return client.getBooleanValue(key, standard, context)
    case 'string':
      return client.getStringValue(key, standard, context)
    case 'number':
      return client.getNumberValue(key, standard, context)
    default:
      return client.getObjectValue(key, standard as unknown as JsonValue, context)
  }
}

async function within(milliseconds: number, read: () => Promise<Settings>): Promise<Settings> {
  const { promise, resolve } = Promise.withResolvers<Settings>()
  const timer = setTimeout(() => resolve(standardSettings), milliseconds)
  try {
    return await Promise.race([promise, read()])
  } catch {
    return standardSettings
  } finally {
    clearTimeout(timer)
  }
}
