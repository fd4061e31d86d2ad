import type { GdprAnswers } from '../questionnaire.ts'
import { stateInSentence } from './authorities.ts'
import type { UkPart } from './retention-rule.ts'

const ukLaws: Readonly<Record<UkPart, string>> = {
  englandWales: 'the law of England and Wales',
  scotland: 'the law of Scotland',
  northernIreland: 'the law of Northern Ireland',
  several: '',
}

/**
 * Whose law a contract of the firm names, by its office; empty where that is for the firm to choose.
 * Article 28(3) asks the GDPR's contracts for the law of a member state, and those of the UK GDPR for
 * law of the United Kingdom, so under both the other one is named beside it.
 */
export function governingLawOf({ place }: GdprAnswers): string {
  const state = place.memberState ? `the law of ${stateInSentence(place.memberState)}` : ''
  const part = ukLaws[place.ukPart ?? 'several']
  if (place.where !== 'both') return place.where === 'uk' ? part : state
  if (place.offices === 'uk') return withOther(part, 'the GDPR', state)
  return place.offices === 'eu' ? withOther(state, 'the UK GDPR', part) : ''
}

function withOther(own: string, act: string, other: string): string {
  if (own === '' || other === '') return ''
  return `${own}; as far as ${act} asks for it, ${other}`
}
