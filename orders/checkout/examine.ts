import type { z } from 'zod'
import type { PackDefinition } from '../../catalogue/definition.ts'
import {
  fieldErrors,
  mostFields,
  pathsOf,
  sentenceFor,
} from '../../catalogue/question/sentences.ts'
import { unprintableSign } from '../../catalogue/question/sign.ts'
import { tidy } from '../../catalogue/question/tidy.ts'
import { suspicionsIn } from '../../guard/answers.ts'
import { inWords } from '../../guard/words.ts'
import type { IsCommon } from '../../pack/identity.ts'
import type { Answers } from '../../pack/order.ts'

export interface Examined {
  /** As the pack takes them; null when there is anything to correct or to confirm. */
  readonly answers: Answers | null
  /** A sentence per field, by path such as `company.legalName`. */
  readonly fields: Readonly<Record<string, string>>
  /** Those of the fields whose answer may be right, and can be confirmed. */
  readonly doubts: readonly string[]
}

type Sentences = Readonly<Record<string, string>>

/** @param confirmed paths of answers that were asked back and are right */
export type Examine = (
  pack: PackDefinition,
  answers: unknown,
  confirmed?: readonly string[],
) => Examined

/**
 * Finds all mistakes of a customer in one go, so that nobody has to send a form twice.
 * @param unsupported characters of a text that no font of ours can draw
 * @param isCommon whether any text may hold the word, in lower case; it is the name of nobody
 */
export function createExamine(
  unsupported: (text: string) => readonly string[],
  isCommon: IsCommon,
): Examine {
  return (pack, given, confirmed = []) => {
    const { questionnaire, doubts } = pack
    const read = questionnaire.safeParse(given, { error: sentenceFor })
    const answers = read.data ?? given
    const wrong = {
      ...(read.error && fieldErrors(read.error)),
      ...undrawable(answers, pathsIn(read.error), unsupported),
    }
    const suspicions = read.success ? suspicionsIn(pack, read.data, isCommon) : []
    const asked = { ...doubts?.(answers), ...inWords(suspicions) }
    const doubtful = Object.entries(asked).filter(
      ([path]) => !confirmed.includes(path) && !Object.hasOwn(wrong, path),
    )
    const fields = Object.entries({ ...wrong, ...Object.fromEntries(doubtful) })
    return {
      answers: read.success && fields.length === 0 ? read.data : null,
      fields: Object.fromEntries(fields.slice(0, mostFields)),
      doubts: doubtful.map(([path]) => path),
    }
  }
}

/** @param wrong what is wrong already; whatever is not in it is as the questionnaire wants it */
function undrawable(
  answers: unknown,
  wrong: ReadonlySet<string>,
  unsupported: (text: string) => readonly string[],
): Sentences {
  const found = strings(answers, wrong).flatMap(([path, typed]) => {
    const text = tidy(typed, true)
    const [first] = unsupported(text)
    return first === undefined ? [] : [[path, unprintableSign(text, first)] as const]
  })
  return Object.fromEntries(found)
}

function strings(value: unknown, but: ReadonlySet<string>, path = ''): [string, string][] {
  if (but.has(path)) return []
  if (typeof value === 'string') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    strings(item, but, path === '' ? key : `${path}.${key}`),
  )
}

function pathsIn(error: z.ZodError | undefined): ReadonlySet<string> {
  return new Set(error?.issues.flatMap(pathsOf))
}
