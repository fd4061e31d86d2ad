import {
  type Client,
  ErrorCode,
  type EvaluationContext,
  type EvaluationDetails,
  type FlagValue,
  type JsonValue,
  type Provider,
  type ResolutionDetails,
} from '@openfeature/server-sdk'
import { createLastValues, type Said } from './last-values.ts'
import { isSound, type SettingKey, type Settings, settingKeys, settingTable } from './settings.ts'
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
    if (row === undefined) return { value: standard, reason: 'DEFAULT' }
    const reason = row.share === null ? 'TARGETING_MATCH' : 'SPLIT'
    return { value: row.value as Value, reason }
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
  'getBooleanDetails' | 'getStringDetails' | 'getNumberDetails' | 'getObjectDetails'
>

export interface SettingsObserver {
  /** A provider does not say what it should; told again only when it has said all in between. */
  settingsUnsaid(error: unknown): void
  /** What stood instead: the value that was said last, or the standard one. */
  settingStood(key: SettingKey, value: 'last' | 'standard'): void
}

/**
 * All settings of a call. What a provider does not say in time, says with an error, or says that is
 * no value of the key, leaves what it said last of such calls, and only then the standard value: a
 * flag service that is away opens nothing that was closed. This never rejects.
 */
export function createSettings(client: Evaluate, observe: SettingsObserver, wait = patience) {
  const lastValuesOf = createLastValues()
  let isUnsaid = false

  function tell(faults: readonly Fault[]): void {
    if (faults.length > 0 && !isUnsaid) observe.settingsUnsaid(faults[0]!.fault)
    isUnsaid = faults.length > 0
  }

  return async (target: Target): Promise<Settings> => {
    const last = lastValuesOf(target)
    const context = contextOf(target)
    const ask = async (key: SettingKey) => {
      const answer = await answerTo(client, key, context)
      // Also what comes too late for this call: it is there for the next.
      if ('value' in answer) last.keep(key, answer)
      return answer
    }
    const answers = await within(wait, settingKeys.map(ask))
    tell(answers.filter((answer) => 'fault' in answer))
    const values = answers.map((answer, at) => {
      const key = settingKeys[at]!
      if ('value' in answer) return [key, answer.value] as const
      const stood = last.find(key)
      observe.settingStood(key, stood === undefined ? 'standard' : 'last')
      return [key, stood ?? settingTable[key].standard] as const
    })
    return Object.fromEntries(values) as unknown as Settings
  }
}

interface Fault {
  readonly fault: unknown
}

async function answerTo(
  client: Evaluate,
  key: SettingKey,
  context: EvaluationContext,
): Promise<Said | Fault> {
  const { standard } = settingTable[key]
  try {
    const said = await evaluated(client, key, standard, context)
    // A service that does not know the key has been asked, and leaves it to us.
    if (said.errorCode === ErrorCode.FLAG_NOT_FOUND) return { value: standard, isSplit: false }
    if (said.errorCode)
      return { fault: new Error(`${key}: ${said.errorMessage ?? said.errorCode}`) }
    const { value, reason } = said
    if (isSound(key, value)) return { value, isSplit: reason === 'SPLIT' }
    return { fault: new Error(`${key} must be ${settingTable[key].wanted}`) }
  } catch (fault) {
    return { fault }
  }
}

function evaluated(
  client: Evaluate,
  key: SettingKey,
  standard: Settings[SettingKey],
  context: EvaluationContext,
): Promise<EvaluationDetails<FlagValue>> {
  switch (typeof standard) {
    case 'boolean':
      return client.getBooleanDetails(key, standard, context)
    case 'string':
      return client.getStringDetails(key, standard, context)
    case 'number':
      return client.getNumberDetails(key, standard, context)
    default:
      return client.getObjectDetails(key, standard as unknown as JsonValue, context)
  }
}

async function within(
  milliseconds: number,
  answers: readonly Promise<Said | Fault>[],
): Promise<(Said | Fault)[]> {
  const { promise: late, resolve } = Promise.withResolvers<Fault>()
  const fault = new Error(`no answer within ${milliseconds} ms`)
  const timer = setTimeout(() => resolve({ fault }), milliseconds)
  try {
    return await Promise.all(answers.map((answer) => Promise.race([answer, late])))
  } finally {
    clearTimeout(timer)
  }
}
