import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { catalogue } from '../../catalogue/catalogue.ts'
import { UsageError } from '../../clients/failure.ts'
import type { Tier } from '../../pack/order.ts'

export const modelModes = ['up', 'down', 'late', 'slow', 'garbage', 'refusing'] as const

export type ModelMode = (typeof modelModes)[number]

export interface DemoOptions {
  readonly pack: string
  readonly tier: Tier
  readonly model: ModelMode
  /** Folder for the zips. */
  readonly out: string
  readonly answers: unknown
  readonly keep: boolean
  readonly json: boolean
}

const root = join(import.meta.dirname, '..', '..')

/** @throws UsageError */
export function readOptions(args: string[]): DemoOptions {
  const { values } = parse(args)
  const pack = oneOf('--pack', values.pack, Object.keys(catalogue))
  const file = values.answers ?? join(root, 'dev', 'samples', `${pack}.json`)
  return {
    pack,
    tier: oneOf('--tier', values.tier, ['self-serve', 'full']),
    model: oneOf('--model', values.model, modelModes),
    out: resolve(values.out),
    answers: readAnswers(file),
    keep: values.keep,
    json: values.json,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        pack: { type: 'string', default: 'gdpr' },
        tier: { type: 'string', default: 'self-serve' },
        model: { type: 'string', default: 'late' },
        out: { type: 'string', default: 'out' },
        answers: { type: 'string' },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message.replace(/\.?$/, '.')} The options are --pack, --tier, --model, --out, --answers, --keep and --json.`,
    )
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return found
  throw new UsageError(`${option} is “${value}”, but must be one of: ${allowed.join(', ')}.`)
}

function readAnswers(file: string): unknown {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}; name one with --answers.`)
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new UsageError(`${file} is not JSON; correct it or name another with --answers.`)
  }
}
