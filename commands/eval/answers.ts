import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { UsageError } from '../../clients/failure.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'

const root = join(import.meta.dirname, '..', '..')

const given = z.object({
  id: z.string(),
  /** A sample of `dev/samples`; with `+inject1` and its like, another description of that firm. */
  firm: z.string(),
  artefact: z.string(),
  /** Row id of a list artefact; `''` for the whole. */
  row: z.string(),
  kind: z.enum(['good', 'sloppy', 'bad']),
  /** What kind of fault was planted. */
  class: z.string().optional(),
  planted: z.string().optional(),
  answer: z.unknown(),
})

/** An answer as a model would give it, with what its author meant it to be. */
export type Given = z.infer<typeof given>

/** The answers of a file, one JSON object a line; the format is told in `test/answers/README.md`. */
export function readAnswers(file: string): Given[] {
  return readText(file)
    .split('\n')
    .flatMap((line, at) => (line.trim() ? [answerIn(line, `${file}, line ${at + 1}`)] : []))
}

function answerIn(line: string, where: string): Given {
  const parsed = given.safeParse(parseJson(line))
  if (parsed.success) return parsed.data
  const keys = parsed.error.issues.map(({ path }) => path.join('.') || 'the JSON').join(', ')
  throw new UsageError(`${where} is no answer to judge: correct ${keys}.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readText(file: string): string {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file} to read answers from.`)
  return readFileSync(file, 'utf8')
}

/** The short names under which the answers know the samples. */
const samples: Readonly<Record<string, string>> = {
  bakery: 'gdpr',
  plumber: 'gdpr/plumber-uk',
  physio: 'gdpr/physiotherapy-london',
  spain: 'gdpr/everything-spain',
  maker: 'gdpr/manufacturer-germany',
  gym: 'gdpr/gym-norway',
  saas: 'gdpr/software-bulgaria',
  lettings: 'gdpr/lettings-scotland',
}

/** The descriptions that `+inject1` names: those beside the answers, else those of the set. */
function descriptionsFor(file: string): Readonly<Record<string, string>> {
  const beside = join(dirname(file), 'injections.json')
  const own = join(root, 'test', 'answers', 'injections.json')
  return JSON.parse(readText(existsSync(beside) ? beside : own)) as Record<string, string>
}

/** Gives the order that an answer of this file was written for. */
export function ordersFor(file: string): (firm: string) => FrozenOrder {
  const descriptions = descriptionsFor(file)
  return (firm) => {
    const [name = '', injection] = firm.split('+')
    const path = join(root, 'dev', 'samples', `${samples[name] ?? name}.json`)
    const answers = JSON.parse(readText(path)) as Answers
    const description = injection && descriptions[injection]
    return orderOf(description ? described(answers, description) : answers)
  }
}

function described(answers: Answers, description: string): Answers {
  return { ...answers, company: { ...(answers['company'] as object), description } }
}

/** An order as checkout freezes it, of these answers. */
export function orderOf(answers: Answers): FrozenOrder {
  return {
    id: 'ord_evaluated',
    pack: 'gdpr',
    tier: 'full',
    answers,
    currency: 'gbp',
    amount: 49_000,
    contentVersion: '1.0.0',
    frozenAt: '2026-11-21T10:00:00.000Z',
  }
}
