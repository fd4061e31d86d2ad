import { userInfo } from 'node:os'
import { readArgs, signed } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import { canaryKinds } from '../../pack/canary.ts'
import type { CanaryRequest } from '../../site/canaries.ts'
import { scopeOf } from '../settings/scope.ts'

const usage =
  'usage: npm run promote -- build NAME | model|prompt|knowledge NAME --reason TEXT, perhaps with --canary PERCENT [--shadow] or --untried, --tier 4b|32b --operation ID | stop --reason TEXT | show; all take --json, and what is recorded --by NAME'

export type Asked =
  | { readonly verb: 'build'; readonly build: string }
  | { readonly verb: 'candidate'; readonly request: CanaryRequest }

type Given = Readonly<
  Partial<Record<'canary' | 'tier' | 'operation' | 'by' | 'reason', string>> &
    Partial<Record<'shadow' | 'untried', boolean>>
>

/** @throws UsageError with what is wrong, in a sentence */
export function readArguments(args: string[]): Asked & { readonly asJson: boolean } {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const named = { canary: text, tier: text, operation: text, by: text, reason: text }
  const options = { ...named, shadow: flag, untried: flag, json: flag }
  const { values, positionals } = readArgs({ args, options, allowPositionals: true }, usage)
  const { json: asJson = false, ...given } = values
  const [what = '', name, ...more] = positionals
  if (what === 'build') {
    if (name === undefined || more.length > 0 || Object.keys(given).length > 0)
      throw new UsageError(`it takes the word build and the name of one; ${usage}`)
    return { verb: 'build', build: name, asJson }
  }
  if (more.length > 0) throw new UsageError(`it takes one name; ${usage}`)
  return { verb: 'candidate', request: requestOf(what, name, given), asJson }
}

function requestOf(what: string, name: string | undefined, given: Given): CanaryRequest {
  if (what === 'show' || what === 'stop') {
    if (name !== undefined) throw new UsageError(`${what} takes no name; ${usage}`)
    return what === 'show' ? { verb: 'show' } : { verb: 'stop', ...signedBy(given) }
  }
  const kind = canaryKinds.find((one) => one === what)
  if (kind === undefined) throw new UsageError(`“${what}” cannot be promoted; ${usage}`)
  if (name === undefined || !/^\S{1,200}$/.test(name))
    throw new UsageError(`the name of the ${kind} is missing; ${usage}`)
  const { shadow: isShadow = false, untried: isUntried = false } = given
  const { operation, tier } = scopeOf(given)
  if (tier === 'judge') throw new UsageError(`a judge is measured, not tried; ${usage}`)
  const candidate = { kind, name, operation, tier, ...signedBy(given) }
  if (given.canary === undefined) {
    if (isShadow) throw new UsageError(`--shadow needs --canary PERCENT; ${usage}`)
    return { verb: 'promote', ...candidate, isUntried }
  }
  if (isUntried) throw new UsageError(`--canary and --untried exclude each other; ${usage}`)
  if (isShadow && kind !== 'model') throw new UsageError(`only a model can be a shadow; ${usage}`)
  return { verb: 'start', ...candidate, share: shareOf(given.canary), isShadow }
}

function shareOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new UsageError(`--canary is “${text}”, but must be a percentage from 1 to 99; ${usage}`)
}

function signedBy({ by = userInfo().username, reason = '' }: Given) {
  if (reason.trim() === '')
    throw new UsageError(`--reason is missing, and every use is recorded; ${usage}`)
  return signed({ by, why: reason }, usage)
}
