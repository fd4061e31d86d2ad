import { z } from 'zod'
import type { ReviewPolicy } from '../../pack/review.ts'

/** What an operator may change while it runs, and what holds until somebody does. */
interface Setting<Value> {
  readonly schema: z.ZodType<Value>
  readonly standard: Value
  /** What a value must be, after “must be”. */
  readonly wanted: string
  /** What it does, for the operator. */
  readonly about: string
}

const setting = <Value>(
  schema: z.ZodType<Value>,
  standard: Value,
  wanted: string,
  about: string,
): Setting<Value> => ({ schema, standard, wanted, about })

const name = z.string().regex(/^\S{1,200}$/)

const onOff = (standard: boolean, about: string) =>
  setting(z.boolean(), standard, 'true or false', about)

const euros = (standard: number, about: string) =>
  setting(z.number().min(0).max(1_000_000), standard, 'an amount in EUR, 0 or more', about)

/** `monitor`: what a guard sees is counted, and passes. */
const guardModes = ['off', 'monitor', 'enforce'] as const
export type GuardMode = (typeof guardModes)[number]

/** `gate`: what a judge doubts is not used, once it was measured; `watch`: its word is only kept. */
const judgeModes = ['off', 'watch', 'gate'] as const
export type JudgeMode = (typeof judgeModes)[number]

const homeTier = ['home', '4b', '32b'] as const

/** The one table of the settings. */
export const settingTable = {
  enabled: onOff(true, 'ask a model; false: the sections stay standard text and are tried again'),
  safeMode: onOff(
    false,
    'standard text everywhere; what is being written is not kept, and all waits until it is off',
  ),
  tier: setting<(typeof homeTier)[number]>(
    z.enum(homeTier),
    'home',
    'home, 4b or 32b',
    'whose queue is asked; home: that of the tier that was bought',
  ),
  model: setting(
    name.or(z.literal('')),
    '',
    'the name of a model, without spaces, or none',
    'the model that endpoints are asked for; none: the one that each is configured with',
  ),
  prompt: setting(
    name.or(z.literal('')),
    '',
    'the version of a prompt, without spaces, or none',
    'the candidate that operations are asked with, where they have it; none: the one that stands',
  ),
  knowledge: setting(
    name.or(z.literal('')),
    '',
    'the version of the evidence, without spaces, or none',
    'the candidate cards that prompts carry; none: those that stand',
  ),
  shadowModel: setting(
    name.or(z.literal('')),
    '',
    'the name of a model, without spaces, or none',
    'asked besides, for nobody: its texts are checked and counted, and never delivered',
  ),
  endpoints: setting<readonly string[]>(
    z.array(name).max(20),
    [],
    'names of endpoints, separated by commas, or none',
    'asked first, in this order; the others follow in theirs',
  ),
  maxTokens: setting(
    z.int().min(64).max(16_384).or(z.literal(0)),
    0,
    'a whole number from 64 to 16384, or 0',
    'longest answer in tokens; 0: as each operation declares',
  ),
  temperature: setting(z.number().min(0).max(2), 0.3, 'a number from 0 to 2', 'of sampling'),
  evidence: onOff(true, 'evidence cards in prompts, where an operation has them'),
  inputGuard: setting<GuardMode>(
    z.enum(guardModes),
    'enforce',
    'off, monitor or enforce',
    'answers with personal data, or with words meant for the model, are kept from it; monitor: only counted',
  ),
  judge: setting<JudgeMode>(
    z.enum(judgeModes),
    'gate',
    'off, watch or gate',
    'where a judge is configured: whether what it doubts is kept back; watch: its word is only kept',
  ),
  judgeSample: setting(
    z.number().min(0).max(100),
    10,
    'a number from 0 to 100',
    'percent of the texts that are not published which the judge looks at, too',
  ),
  review: setting<ReviewPolicy['review']>(
    z.enum(['off', 'flagged', 'all']),
    'off',
    'off, flagged or all',
    'which texts a person reads before they stand: those that a guard or the judge flags, or all',
  ),
  reviewSample: setting(
    z.number().min(0).max(100),
    0,
    'a number from 0 to 100',
    'percent of the other texts that a person reads, where review is not off',
  ),
  reviewNewModel: setting(
    z.int().min(0).max(100_000),
    0,
    'a whole number, 0 or more',
    'the first so many texts of a model are read by a person, where review is not off',
  ),
  reviewHours: setting(
    z.number().min(0.001).max(24),
    4,
    'a number of hours up to 24',
    'until a review is due; then the standard text stands',
  ),
  cache: onOff(true, 'reuse of texts that were written for like firms'),
  economy: onOff(false, 'self-serve: the cheapest endpoint first; full: the smaller model'),
  spareCapacity: onOff(
    false,
    'the larger model, last in its queue, for what the smaller one could not write',
  ),
  orderSoftLimit: euros(1, 'for the models’ work on one order; from here on economy'),
  orderHardLimit: euros(2, 'for the models’ work on one order; from here on none'),
  customerSoftLimit: euros(5, 'for one customer in a day; from here on economy'),
  customerHardLimit: euros(10, 'for one customer in a day; from here on none'),
  organisationSoftLimit: euros(20, 'for one organisation in a month; from here on economy'),
  organisationHardLimit: euros(40, 'for one organisation in a month; from here on none'),
  tierSoftLimit: euros(50, 'for one tier of models in an hour; from here on economy'),
  tierHardLimit: euros(100, 'for one tier of models in an hour; from here on none'),
} as const

export type SettingKey = keyof typeof settingTable

/** One call’s settings. */
export type Settings = {
  readonly [Key in SettingKey]: (typeof settingTable)[Key]['standard']
}

export const settingKeys = Object.keys(settingTable) as SettingKey[]

export const standardSettings = Object.fromEntries(
  settingKeys.map((key) => [key, settingTable[key].standard]),
) as unknown as Settings

export function isSound<Key extends SettingKey>(key: Key, value: unknown): value is Settings[Key] {
  return settingTable[key].schema.safeParse(value).success
}

/**
 * A value as a person types it: `false`, `0.5`, `rack-2,rack-1`.
 * @throws Error with one sentence
 */
export function settingFrom(key: string, text: string): unknown {
  if (!isSettingKey(key))
    throw new Error(`“${key}” is no setting; there are: ${settingKeys.join(', ')}.`)
  const { schema, standard, wanted } = settingTable[key]
  // Lists call it so, and nothing else may be named so by mistake.
  if (text === 'none' && String(standard) === '') return standard
  const readings = [jsonOf(text), text, text.split(',').map((one) => one.trim())]
  const value = readings.find((reading) => schema.safeParse(reading).success)
  if (value === undefined) throw new Error(`${key} cannot be “${text}”: it must be ${wanted}.`)
  return value
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingTable, key)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
