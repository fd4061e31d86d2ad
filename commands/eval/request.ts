import { readArgs } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import type { ModelTier } from '../../pack/order.ts'
import { operations } from './cases.ts'

const usage =
  'usage: npm run eval -- [--endpoint URL --model M [--key-env NAME] [--slots N] | --compare FILE | --answers FILE.jsonl] [--tier 4b|32b] [--operation NAME]… [--cases N] [--json]'

/** One server, as the command line names it. */
export interface NamedEndpoint {
  /** Ends in `/v1`. */
  readonly url: string
  readonly model: string
  /** The variable that holds its key. */
  readonly keyEnv: string | undefined
  readonly slots: number | undefined
}

/** Whom to ask, and for what. */
export interface Question {
  /** Null: neither is named, so the stand-in is asked. */
  readonly endpoint: NamedEndpoint | null
  /** In the format of `ENDPOINTS_FILE`. */
  readonly compare: string | null
  readonly tier: ModelTier | null
  readonly operations: readonly string[]
  /** Of each operation, at most. */
  readonly cases: number
}

export interface Request extends Question {
  /** Of answers that are there already; then nobody is asked. */
  readonly answers: string | null
  readonly asJson: boolean
}

const text = { type: 'string' } as const

const options = {
  ...{ answers: text, endpoint: text, model: text, 'key-env': text, slots: text },
  ...{ compare: text, tier: text, cases: text },
  operation: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const

/** @throws UsageError with one sentence */
export function readRequest(args: string[]): Request {
  const { values } = readArgs({ args, options }, usage)
  const { answers = null, compare = null, json: asJson = false, ...asked } = values
  const ways = [answers, compare, asked.endpoint ?? null].filter((one) => one !== null)
  if (ways.length > 1) refuse('--answers, --compare and --endpoint exclude each other')
  if (answers !== null && Object.keys(asked).length > 0)
    refuse('--answers asks no model, so it takes --json alone')
  return {
    answers,
    compare,
    asJson,
    endpoint: endpointOf(asked),
    tier: tierOf(asked.tier),
    operations: operationsOf(asked.operation),
    cases: numberOf('--cases', asked.cases) ?? 60,
  }
}

interface Asked {
  readonly endpoint?: string
  readonly model?: string
  readonly 'key-env'?: string
  readonly slots?: string
}

function endpointOf({ endpoint, model, slots, 'key-env': keyEnv }: Asked): NamedEndpoint | null {
  if ((endpoint === undefined) !== (model === undefined))
    refuse('--endpoint and --model go together')
  if (endpoint === undefined || model === undefined) {
    if (keyEnv !== undefined || slots !== undefined)
      refuse('--key-env and --slots belong to an --endpoint')
    return null
  }
  const url = endpoint.replace(/\/+$/, '')
  if (!/^https?:\/\/\S+\/v1$/.test(url) || !URL.canParse(url))
    refuse(`--endpoint is “${endpoint}”, but must be a URL such as http://host/v1`)
  return { url, model, keyEnv, slots: numberOf('--slots', slots) }
}

function tierOf(tier?: string): ModelTier | null {
  if (tier === undefined || tier === '4b' || tier === '32b') return tier ?? null
  return refuse(`--tier is “${tier}”, but must be 4b or 32b`)
}

function operationsOf(named: readonly string[] = operations): readonly string[] {
  const unknown = named.find((one) => !operations.includes(one))
  if (unknown !== undefined)
    refuse(`--operation is “${unknown}”, but must be one of ${operations.join(', ')}`)
  return operations.filter((one) => named.includes(one))
}

function numberOf(option: string, given?: string): number | undefined {
  if (given === undefined) return undefined
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given)
  return refuse(`${option} is “${given}”, but must be a whole number from 1 to 9999`)
}

function refuse(why: string): never {
  throw new UsageError(`${why}; ${usage}`)
}
