import { z } from 'zod'
import { sentence } from '../../../pack/sentence.ts'
import { perhaps } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { safeguards } from '../questions/choices.ts'
import { adequacyOf } from './adequacy.ts'
import { type Laws } from './law.ts'

/** How data that go abroad are protected there. */
export const protectionShape = z.strictObject({
  /** As notices may say it; empty where it has to be found out first. */
  protection: perhaps,
  /** What makes it so, a clause that follows “once”; empty when nothing is missing. */
  gap: perhaps,
})

type Protection = z.infer<typeof protectionShape>
type Transfer = GdprAnswers['transfers']['list'][number]

/** Of a tool that the firm named. A tool of one law alone is none under the other. */
export function protectionOf({ safeguard: tool, country }: Transfer, laws: Laws): Protection {
  const { abroad } = adequacyOf(country, laws)
  if (tool === 'none') return { protection: '', gap: unsettled }
  if (tool === 'adequacy') return byAdequacy(country, laws)
  if (tool === 'scc' && abroad.uk) return { protection: '', gap: sccAlone }
  if (tool === 'idta' && abroad.eu) return { protection: '', gap: idtaAlone }
  return { protection: safeguards[tool], gap: '' }
}

const unsettled = 'a safeguard that the law knows is agreed'
const sccAlone =
  'the UK Addendum is signed as well, since under UK law the EU clauses alone are no safeguard'
const idtaAlone =
  'the EU clauses are signed as well, since under EU law the UK agreement is no safeguard'

/** By what finds the country adequate. */
export function byAdequacy(country: string, laws: Laws): Protection {
  const { found, missing } = adequacyOf(country, laws)
  const under = [missing.eu ? 'EU' : '', missing.uk ? 'UK' : ''].filter(Boolean).join(' or ')
  return {
    protection: under ? '' : found.join('; '),
    gap:
      under &&
      sentence`you have seen what finds ${country} adequate under ${under} law, or agreed on another safeguard`,
  }
}
