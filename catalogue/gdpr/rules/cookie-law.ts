import { z } from 'zod'
import table from '../../../knowledge/gdpr/cookie-laws.json' with { type: 'json' }
import { perhaps, words } from '../../shape.ts'
import type { MemberState } from './authorities.ts'
import { checkedFact } from './checked-fact.ts'

/** The national law on cookies of the firm's own state (ePrivacy Art. 5(3)); UK law stands in the texts. */
export const cookieLawShape = z.strictObject({
  /** `§ 25 TDDDG`; empty where no provision is known for sure. */
  cite: perhaps,
  /** Who watches over it where that is known to be another than the data protection authority. */
  authority: perhaps,
})

type CookieLaw = z.infer<typeof cookieLawShape>

const known = z
  .array(
    checkedFact.extend({ country: words, cite: words.nullable(), authority: words.nullable() }),
  )
  .parse(table)

const unknown: CookieLaw = { cite: '', authority: '' }

export function cookieLawOf(state: MemberState | undefined): CookieLaw {
  const row = known.find(({ country }) => country === state)
  if (row === undefined || row.status === 'for-a-lawyer') return unknown
  return { cite: row.cite ?? '', authority: row.authority ?? '' }
}
