import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { authoritiesOf, authorityShape, stateInSentence } from './authorities.ts'
import { complaintClockOf, complaintClockShape } from './complaint-clock.ts'
import { feeOf, feeShape } from './fee.ts'
import { lawOf, lawShape, lawsOf } from './law.ts'

/** Which law applies, and who watches over it. */
export const territoryShape = z.strictObject({
  /** Law that applies; `both` when each does. */
  eu: z.boolean(),
  uk: z.boolean(),
  both: z.boolean(),
  /** What is not abroad for everything that the firm does: `the EU or EEA`. */
  home: words,
  /** A state of the EEA; empty for a UK firm. */
  memberState: perhaps,
  /** In Germany, and it is not known which Land's authority is meant. */
  landUnknown: z.boolean(),
  authorities: z.array(authorityShape).min(1),
  law: lawShape,
  complaintClock: complaintClockShape,
  fee: feeShape,
  representative: perhaps,
  /** Where a representative may be needed: `the EU or EEA`; empty where none is. */
  representativeFor: perhaps,
})

export function territoryOf(answers: GdprAnswers) {
  const { place } = answers
  const { eu, uk } = lawsOf(place.where)
  const state = eu ? place.memberState : undefined
  const law = lawOf(eu, uk)
  return {
    eu,
    uk,
    both: eu && uk,
    home: homes[place.where],
    memberState: state ? stateInSentence(state) : '',
    landUnknown: state === 'DE' && (place.land ?? 'unsure') === 'unsure',
    authorities: authoritiesOf(state, place.land, uk),
    law,
    complaintClock: complaintClockOf(law.complaintDays, law.answerMonths),
    fee: feeOf(answers),
    representative: (eu && uk && place.representative) || '',
    representativeFor: eu && uk ? missingOffice(place.offices) : '',
  }
}

const homes: Readonly<Record<GdprAnswers['place']['where'], string>> = {
  eu: 'the EU or EEA',
  uk: 'the United Kingdom',
  both: 'the EU or EEA and the United Kingdom',
}

function missingOffice(offices: GdprAnswers['place']['offices']): string {
  if (offices === 'uk') return 'the EU or EEA'
  return offices === 'eu' ? 'the United Kingdom' : ''
}
