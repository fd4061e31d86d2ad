import { packOf } from '../catalogue/catalogue.ts'
import type { PackDefinition } from '../catalogue/definition.ts'
import { lifted } from '../catalogue/lift.ts'
import { typedIn } from '../catalogue/question/typed.ts'
import { type IsCommon, mask, reveal } from '../pack/identity.ts'
import type { Answers, FrozenOrder } from '../pack/order.ts'
import { instructionsIn } from './instructions.ts'
import { numbersIn } from './numbers.ts'
import { personsIn } from './persons.ts'
import { plain } from './plain.ts'
import { requestsIn } from './requests.ts'
import type { Found, Suspicion } from './suspicion.ts'

/** What is suspicious in the answers of an order; the same for as long as they stand. */
export function suspicionsOf(order: FrozenOrder, isCommon: IsCommon): readonly Suspicion[] {
  const pack = packOf(order.pack)
  if (pack === undefined) return []
  const { answers } = lifted(order, pack.lifts)
  const found = known.get(order) ?? suspicionsIn(pack, answers, isCommon)
  known.set(order, found)
  return found
}

const known = new WeakMap<FrozenOrder, readonly Suspicion[]>()

/** Of what is left when the firm's own names, addresses and long numbers are masked, as a model is told it. */
export function suspicionsIn(
  pack: PackDefinition,
  answers: Answers,
  isCommon: IsCommon,
): Suspicion[] {
  const identity = pack.identity(pack.view(draftOf(pack, answers)))
  return typedIn(pack.questionnaire, answers).flatMap(({ path, title, text, isProse }) => {
    const answer = mask(text, identity, isCommon)
    return foundIn(answer, isProse, isCommon).map(({ kind, words }) => {
      return { kind, words: reveal(words, identity), path, title, answer }
    })
  })
}

/** A request is one in sentences alone: a supplier may be called anything. */
export function foundIn(masked: string, isProse: boolean, isCommon: IsCommon): Found[] {
  const read = plain(masked)
  const requests = isProse ? requestsIn(read) : []
  return [...instructionsIn(read), ...requests, ...numbersIn(read), ...personsIn(read, isCommon)]
}

/** No name depends on when it is ordered, or for how much. */
function draftOf({ id: pack, contentVersion }: PackDefinition, answers: Answers): FrozenOrder {
  const frozenAt = '2000-01-01T00:00:00.000Z'
  const money = { currency: 'eur', amount: 0 } as const
  return { id: '', pack, tier: 'full', answers, contentVersion, frozenAt, ...money }
}
