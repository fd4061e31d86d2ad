import { readArgs, signed } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import { isSettingKey, settingFrom, settingKeys } from '../../inference/settings/settings.ts'
import type { BreakerRequest } from '../../site/breakers.ts'
import type { SettingsRequest } from '../../site/settings.ts'
import type { SettingChange } from '../../store/policy/settings.ts'
import { breakerRequestOf, type ForcedGiven } from './breaker-arguments.ts'
import { scopeOf } from './scope.ts'
import { timeOf, usage } from './usage.ts'

/** What is to be done, by whose errand. */
export type Asked =
  | { readonly errand: 'settings'; readonly request: SettingsRequest }
  | { readonly errand: 'breakers'; readonly request: BreakerRequest }

/** @throws UsageError with what is wrong, in a sentence */
export function readArguments(args: string[]): { asked: Asked; asJson: boolean } {
  const text = { type: 'string' } as const
  const scope = { operation: text, risk: text, tier: text, share: text, until: text } as const
  const forced = { model: text, for: text } as const
  const options = { ...scope, ...forced, by: text, why: text, json: { type: 'boolean' } } as const
  const { values, positionals } = readArgs({ args, options, allowPositionals: true }, usage)
  const { json = false, ...given } = values
  return { asked: askedFor(positionals, given), asJson: json }
}

type Given = Readonly<
  Partial<Record<'operation' | 'risk' | 'tier' | 'share' | 'until' | 'by' | 'why', string>>
>

function askedFor(positionals: readonly string[], given: Given & ForcedGiven): Asked {
  const [verb, ...words] = positionals
  if (verb === 'breaker') {
    refuse(given, ['operation', 'risk', 'tier', 'share'], 'a breaker')
    return { errand: 'breakers', request: breakerRequestOf(words, given) }
  }
  refuse(given, ['model', 'for'], 'a setting')
  return { errand: 'settings', request: requestOf(positionals, given) }
}

function refuse(given: Given & ForcedGiven, options: readonly (keyof typeof given)[], of: string) {
  const extra = options.find((option) => given[option] !== undefined)
  if (extra !== undefined) throw new UsageError(`--${extra} is nothing that ${of} has; ${usage}`)
}

function requestOf([verb = '', ...words]: readonly string[], given: Given): SettingsRequest {
  const counts: Readonly<Record<string, readonly number[]>> = {
    list: [0],
    history: [0, 1],
    set: [2],
    unset: [1],
  }
  const wanted = Object.hasOwn(counts, verb) ? counts[verb] : undefined
  if (wanted === undefined) throw new UsageError(`“${verb}” is nothing that can be done; ${usage}`)
  if (!wanted.includes(words.length))
    throw new UsageError(`${verb} takes ${wanted.join(' or ')} words; ${usage}`)
  const [key = '', value = ''] = words
  if (verb === 'list') return { verb }
  if (verb === 'history') return { verb, key: key === '' ? null : knownKey(key) }
  const isSet = verb === 'set'
  return {
    verb: isSet ? 'set' : 'unset',
    change: changeOf(key, isSet ? valueOf(key, value) : null, given),
  }
}

function changeOf(key: string, value: unknown, given: Given): SettingChange {
  return {
    ...signed(given, usage),
    key: knownKey(key),
    value,
    ...scopeOf(given),
    share: given.share === undefined ? null : shareOf(given.share),
    until: given.until === undefined ? null : timeOf(given.until),
  }
}

function knownKey(key: string): string {
  if (isSettingKey(key)) return key
  throw new UsageError(`“${key}” is no setting; there are: ${settingKeys.join(', ')}.`)
}

function valueOf(key: string, text: string): unknown {
  try {
    return settingFrom(key, text)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function shareOf(text: string): number {
  const share = Number(text.replace(/%$/, ''))
  if (Number.isInteger(share) && share > 0 && share < 100) return share
  throw new UsageError(
    `--share is “${text}”, but must be a whole percentage from 1 to 99; leave it out for all orders.`,
  )
}
