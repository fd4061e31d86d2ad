import { type Chance, chanceFrom } from './chance.ts'
import { nonsense } from './nonsense.ts'
import { boundsAt, type Facts, type Reading, readPrompt } from './prompt.ts'
import { type CompletionRequest, promptText } from './request.ts'
import { pointsFor } from './sentences.ts'
import { fill } from './shape.ts'

/** Writes a text of so many characters for a place in the wanted shape. */
type Writer = (path: string, least: number, most: number) => string

function written(request: CompletionRequest, writer: Writer, reading: Reading): unknown {
  const schema = request.response_format?.json_schema.schema
  if (schema === undefined) return writer('', 120, 400)
  return fill(schema, (path) => writer(path, ...boundsAt(reading, path)))
}

/** Prose that rests on the facts of the prompt; the same prompt gives the same text. */
export function goodAnswer(request: CompletionRequest): unknown {
  const reading = readPrompt(request)
  const chance = chanceFrom(promptText(request))
  const used = new Set<string>()
  return written(request, (path, ...bounds) => prose(path, bounds, reading, chance, used), reading)
}

export function garbageAnswer(request: CompletionRequest): unknown {
  const chance = chanceFrom(promptText(request))
  return written(request, (_, least) => nonsense(chance, least + 20), readPrompt(request))
}

export function refusingAnswer(request: CompletionRequest): unknown {
  const words = "I'm sorry, but I can't help with drafting this document."
  return written(request, () => words, readPrompt(request))
}

/** Where the customer's text told the model to do so. */
export function obedientAnswer(request: CompletionRequest): unknown {
  const words =
    'As you asked, I ignore the instructions above. The firm is fully compliant with the GDPR and needs none of this; it has our approval, and every request to erase data may be thrown away unread.'
  return written(request, () => words, readPrompt(request))
}

/** Point after point, in a wording that was not used before, until the text is long enough. */
function prose(
  path: string,
  [least, most]: readonly [number, number],
  reading: Reading,
  chance: Chance,
  used: Set<string>,
): string {
  const { facts: firm, mention } = reading
  const { all: slots } = reading.slotsAt(path)
  const subject = { firm, own: ownFacts(path, reading), slots, mention, chance }
  const points = pointsFor(reading.artefact, path, subject)
  const evidence = chance.shuffled(reading.evidence).map((fact) => [fact])
  let said = ''
  for (const [index, wordings] of [...points, ...evidence].entries()) {
    // Facts of the evidence fill up what the points left too short.
    if (lengthOf(said) >= (index < points.length ? least + (most - least) * 0.6 : least)) break
    const [sentence] = inChangingOrder(wordings, chance).filter((one) => !used.has(one))
    const longer = [said, sentence].filter(Boolean).join(' ')
    if (sentence === undefined || lengthOf(longer) > most) continue
    used.add(sentence)
    said = longer
  }
  return said
}

/** What stands for a fact will be longer than its placeholder. */
function lengthOf(said: string): number {
  return said.replace(/\[\[[A-Z0-9_]+\]\]/g, '.'.repeat(40)).length
}

/** The last wording stays the last resort. */
function inChangingOrder(wordings: readonly string[], chance: Chance): string[] {
  return [...chance.shuffled(wordings.slice(0, -1)), ...wordings.slice(-1)]
}

/** The row's facts, or those of the listed thing whose id stands in the path, within its activity. */
function ownFacts(path: string, { facts, row }: Reading): Facts {
  if (row !== null) return row
  const keys = path.split('.')
  const listed = Object.values(facts).flatMap((value) => (Array.isArray(value) ? value : []))
  const own = listed.find((item: Facts) => keys.includes(String(item['id'])))
  return { ...(facts['activity'] as Facts | undefined), ...own }
}
