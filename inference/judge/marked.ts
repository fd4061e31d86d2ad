import type { Mark } from '../../pack/judgement.ts'
import type { Tried, Turn } from '../route/turn.ts'
import type { Stage } from '../stage.ts'

/** A judge's answer is read: a mark for each sentence, in their order, or none at all. */
export const marked: Stage<Turn, Tried> = async (turn, next) => {
  const tried = await next(turn)
  if (tried.failure !== null) return tried
  const read = turn.job.assignment.content.safeParse(parseJson(tried.reply.text ?? ''))
  if (read.success) return { ...tried, content: marksOf(read.data as Record<string, Mark>) }
  const faults = ['the answer is not one JSON object with a mark for each number']
  return { ...tried, failure: 'invalid', faults }
}

/** By their numbers: of JSON any order may come. */
function marksOf(answer: Readonly<Record<string, Mark>>): Mark[] {
  return Object.keys(answer)
    .toSorted((a, b) => Number(a) - Number(b))
    .map((number) => answer[number]!)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
