import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isNamed } from '../../pack/is-named.ts'
import type { PartKey } from '../../pack/outcome.ts'
import type { OpenReview, ReviewDecision, ReviewSheet } from '../../pack/reading.ts'
import { type ReviewersVerdict, reviewVerdicts } from '../../pack/review.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { reviewPage } from '../pages/ops/review.ts'
import { reviewsPage } from '../pages/ops/reviews.ts'
import { notFound, Problem, wantsHtml } from '../problem.ts'
import { page, read as readForm, tell } from './form.ts'
import type { Guard } from './guard.ts'
import { done } from './said.ts'

/** What those who read texts see, and decide. */
export interface ReviewDesk {
  readonly open: () => Promise<readonly OpenReview[]>
  /** Undefined: it is not to be read. */
  readonly sheet: (key: PartKey) => Promise<ReviewSheet | undefined>
  /** @throws errors named `NotApplicable`, `UnfitEdit` */
  readonly decide: (decision: ReviewDecision) => Promise<void>
}

interface Options extends ReviewDesk {
  readonly count: CountOne
  readonly guard: Guard
}

interface TextRoute {
  Params: { order: string; artefact: string; part: string; revision: string; round: string }
}

/** The texts that people read before, or after, they stand. */
export async function opsReviewRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, open, sheet, decide } = options
  const limited = limitedByAddress(count)
  const seeing = { onRequest: [limited, guard.atLeast('viewer')] }
  const acting = { onRequest: [limited, guard.atLeast('reviewer')], preHandler: guard.ownForm }
  const path = '/ops/reviews/:order/:artefact/:part/:revision/:round'

  app.get('/ops/reviews', seeing, async (request, reply) => {
    const reviews = await open()
    return tell(request, reply, { reviews }, (live, said) =>
      reviewsPage({ ...guard.whoIs(request), live, reviews, said }),
    )
  })

  app.get<TextRoute>(path, seeing, async (request, reply) => {
    const found = await sheetOf(request)
    return tell(request, reply, found, (live) =>
      reviewPage({ ...guard.whoIs(request), live, sheet: found, opened: Date.now() }),
    )
  })

  app.post<TextRoute>(path, acting, async (request, reply) => {
    const key = keyIn(request.params)
    const asked = read(request.body)
    const { verdict, seen, note, opened } = asked
    const by = guard.whoIs(request).holder.name
    const seconds = opened === null ? null : Math.max(0, (Date.now() - opened) / 1_000)
    const shown = await sheet(key)
    if (shown === undefined) throw decidedProblem
    requireMeant(verdict, isChanged(shown, asked.texts))
    const content = verdict === 'edited' ? edited(shown, asked.texts) : null
    try {
      await decide({ key, seen, verdict, by, content, seconds, note })
    } catch (error) {
      if (!isNamed(error, 'UnfitEdit') || !wantsHtml(request)) throw inWords(error)
      const refused = {
        texts: Object.fromEntries(asked.texts),
        faults: (error as Error & Unfit).faults,
      }
      const sheet = await sheetOf(request)
      const view = { ...guard.whoIs(request), sheet, opened: opened ?? Date.now(), refused }
      return page(reply.code(422), reviewPage(view))
    }
    const told = async () => ({ order: key.order, verdict })
    const said = `${[key.artefact, key.part].filter(Boolean).join(', ')} of ${key.order}: ${verdict}.`
    return done(request, reply, { said, page: '/ops/reviews', told })
  })

  async function sheetOf({ params }: FastifyRequest<TextRoute>): Promise<ReviewSheet> {
    const found = await sheet(keyIn(params))
    if (found === undefined) throw notToBeRead
    return found
  }
}

interface Unfit {
  readonly faults: readonly string[]
}

function keyIn({ order, artefact, part, revision, round }: TextRoute['Params']): PartKey {
  const counts = [revision, round].map((text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0))
  if (counts.includes(0)) throw notFound('page')
  const [known, nth] = counts as [number, number]
  return { order, artefact, part: part === '-' ? '' : part, revision: known, round: nth }
}

const verdicts = reviewVerdicts.filter((one) => one !== 'expired')

const decision = z.looseObject({
  verdict: z.enum(verdicts),
  seen: z.string().regex(/^[\da-f]{16}$/),
  note: z
    .string()
    .trim()
    .regex(/^[^\0]{0,500}$/)
    .default(''),
  opened: z.coerce.number().int().positive().nullable().default(null),
})

/** Characters of an edited text; what is longer passes no check. */
const longest = 20_000

function read(body: unknown) {
  const { verdict, seen, note, opened, ...rest } = readForm(decision, body, wanted)
  const given = Object.entries(rest).filter(([name]) => name.startsWith('text:'))
  const texts = new Map(given.map(([name, value]) => [name.slice('text:'.length), typed(value)]))
  return { verdict, seen, note, opened, texts }
}

/** As it was typed, on one line. */
function typed(value: unknown): string {
  if (typeof value !== 'string' || value.length > longest) throw notTyped
  return value.replaceAll(/\r?\n/g, ' ').trim()
}

type Typed = ReadonlyMap<string, string>

/** Were other words typed than the model's? */
function isChanged({ texts }: ReviewSheet, words: Typed): boolean {
  return texts.some(({ path, raw }) => {
    const typed = words.get(path)
    return typed !== undefined && typed !== raw.replaceAll(/\r?\n/g, ' ').trim()
  })
}

/** Nobody's words are lost, and none are taken for a reviewer's that are the model's. */
function requireMeant(verdict: ReviewersVerdict, isOther: boolean): void {
  if (verdict === 'edited' && !isOther) throw nothingEdited
  if (verdict === 'approved' && isOther) throw somethingEdited
}

/** The content with each of its texts as it was typed; what nobody typed stays. */
function edited({ texts }: ReviewSheet, words: Typed): unknown {
  return contentOf(texts.map(({ path, raw }) => [path, words.get(path) ?? raw]))
}

/** `purposes.orders` and its like, put together again. */
function contentOf(texts: readonly (readonly [path: string, text: string])[]): unknown {
  const content: Record<string, unknown> = {}
  for (const [path, text] of texts) {
    const keys = path.split('.')
    const last = keys.pop()!
    let at = content
    for (const key of keys) at = child(at, key)
    at[last] = text
  }
  return content
}

function child(of: Record<string, unknown>, key: string): Record<string, unknown> {
  if (!Object.hasOwn(of, key)) Object.defineProperty(of, key, { value: {}, enumerable: true })
  return of[key] as Record<string, unknown>
}

const decisionProblem = (title: string, detail: string, remedy: string) =>
  new Problem(422, { title, detail, remedy })

const notTyped = decisionProblem(
  'Text not understood',
  'Each “text:” is one text of at most 20,000 characters.',
  'Shorten it, and send it once.',
)

const decidedProblem = new Problem(409, {
  title: 'Not decided',
  detail:
    'This text is not to be read any more: somebody has decided about it, its time is over, or its answers were corrected.',
  remedy: 'See the others at /ops/reviews.',
})

const nothingEdited = decisionProblem(
  'Nothing was edited',
  'These are the words that you were shown, so there is nothing to save.',
  'Approve them, or change something.',
)

const somethingEdited = decisionProblem(
  'You have edited it',
  'You approved the text, but typed other words than those that you were shown; nothing was decided.',
  'Go back, and save your words or undo them.',
)

const notToBeRead = new Problem(404, {
  title: 'Not to be read',
  detail:
    'Nobody waits for this text to be read: somebody has decided about it, its time is over, or there is none.',
  remedy: 'See the others at /ops/reviews.',
})

const wanted =
  'A decision takes “verdict” (approved, edited, rejected or escalated), “seen” as the text’s page has it, perhaps “note”, and of an edited one “text:” with each path.'

/** Nothing was decided. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const words = { detail: error.message, remedy: '' }
  if (error.name === 'NotApplicable') return new Problem(409, { title: 'Not decided', ...words })
  if (error.name === 'UnfitEdit')
    return new Problem(422, {
      ...{ title: 'Not fit to stand', ...words },
      remedy: `Put it right: ${(error as Error & Unfit).faults.join('; ')}.`,
    })
  return error
}
