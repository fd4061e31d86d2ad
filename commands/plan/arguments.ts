import { readArgs } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import type { ModelTier } from '../../pack/order.ts'

export const usage =
  'usage: npm run plan -- [--orders-per-day N] [--share-full PERCENT] [--peak FACTOR] [--tokens-per-second 4b=N,32b=N] [--eur-per-hour 4b=N,32b=N] [--json]'

/** What is left out is taken from the ledger, or assumed. */
export interface Asked {
  readonly ordersPerDay: number | undefined
  /** Of 1. */
  readonly shareFull: number | undefined
  readonly peak: number | undefined
  readonly tokensPerSecond: ByModel
  readonly eurPerHour: ByModel
  readonly asJson: boolean
}

export type ByModel = Readonly<Partial<Record<ModelTier, number>>>

/** @throws UsageError */
export function readAsked(args: string[]): Asked {
  const text = { type: 'string' } as const
  const options = {
    'orders-per-day': text,
    'share-full': text,
    peak: text,
    'tokens-per-second': text,
    'eur-per-hour': text,
    json: { type: 'boolean' },
  } as const
  const { values } = readArgs({ args, options }, usage)
  const given = <T>(name: Exclude<keyof typeof values, 'json'>, read: Read<T>) => {
    const said = values[name]
    return said === undefined ? undefined : read(name, said)
  }
  const percent = given('share-full', number(0, 100))
  return {
    ordersPerDay: given('orders-per-day', number(0.1, 1_000_000)),
    shareFull: percent === undefined ? undefined : percent / 100,
    peak: given('peak', number(1, 100)),
    tokensPerSecond: given('tokens-per-second', byModel(number(1, 1_000_000))) ?? {},
    eurPerHour: given('eur-per-hour', byModel(number(0, 1_000))) ?? {},
    asJson: values.json ?? false,
  }
}

type Read<T> = (name: string, text: string) => T

const number =
  (least: number, most: number): Read<number> =>
  (name, text) => {
    const value = /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN
    if (value >= least && value <= most) return value
    throw new UsageError(
      `--${name} is “${text}”, but must be a number from ${least} to ${most}; ${usage}`,
    )
  }

/** `4b=375,32b=124`, or one of them. */
const byModel =
  (read: Read<number>): Read<ByModel> =>
  (name, text) => {
    const pairs = text.split(',').map((pair) => pair.split('='))
    const isFit = pairs.every(([model, ...values]) => isModel(model) && values.length === 1)
    if (!isFit || new Set(pairs.map(([model]) => model)).size < pairs.length)
      throw new UsageError(`--${name} is “${text}”, but must be like 4b=1,32b=2; ${usage}`)
    return Object.fromEntries(pairs.map(([model, value = '']) => [model, read(name, value)]))
  }

const isModel = (name: string | undefined): name is ModelTier => name === '4b' || name === '32b'
