import { userInfo } from 'node:os'
import { readArgs, signed } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import type { AskedSafeMode } from '../../site/safe-mode-changes.ts'
import { endOf } from '../settings/end.ts'
import { scopeOf } from '../settings/scope.ts'

const usage =
  'usage: npm run safe-mode -- show | on --reason TEXT | off --reason TEXT, the two perhaps with --tier 4b|32b --operation ID --by NAME, on with --for PT1H or --until ISO-TIME; all take --json'

export type Asked = { readonly verb: 'show' } | AskedSafeMode

/** @throws UsageError with what is wrong, in a sentence */
export function readArguments(args: string[]): Asked & { readonly asJson: boolean } {
  const text = { type: 'string' } as const
  const options = { tier: text, operation: text, for: text, until: text, by: text, reason: text }
  const all = { ...options, json: { type: 'boolean' } } as const
  const { values, positionals } = readArgs({ args, options: all, allowPositionals: true }, usage)
  const [verb, ...more] = positionals
  const { json: asJson = false, ...given } = values
  if (more.length > 0) throw new UsageError(`it takes one word; ${usage}`)
  if (verb === 'show') {
    if (Object.keys(given).length > 0) throw new UsageError(`show takes only --json; ${usage}`)
    return { verb, asJson }
  }
  if (verb !== 'on' && verb !== 'off')
    throw new UsageError(`“${verb ?? ''}” is nothing that can be done; ${usage}`)
  if (verb === 'off' && (given.for ?? given.until) !== undefined)
    throw new UsageError(`off has no end; ${usage}`)
  return { verb, ...changeOf(given), asJson }
}

type Given = Readonly<
  Partial<Record<'tier' | 'operation' | 'for' | 'until' | 'by' | 'reason', string>>
>

function changeOf(given: Given) {
  const { by = userInfo().username, reason = '' } = given
  if (reason.trim() === '')
    throw new UsageError(`--reason is missing, and every use is recorded; ${usage}`)
  const { tier, operation } = scopeOf(given)
  if (tier === 'judge')
    throw new UsageError(`the judge writes nothing that could be safe; ${usage}`)
  const end = endOf(given)
  const until = end === null ? null : new Date(end).toISOString()
  return { scope: { tier, operation }, until, ...signed({ by, why: reason }, usage) }
}
