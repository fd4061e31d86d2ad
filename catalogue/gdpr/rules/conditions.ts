import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import type { customerConditions } from '../questions/choices.ts'
import type { ActivityRule } from './activities.ts'
import { type Laws, lawsOf } from './law.ts'
import type { Kind } from './special.ts'

/** Under what special category or criminal data may be used (Arts 9 and 10). */
export const conditionShape = z.strictObject({
  /** `Art. 9(2)(h)`; empty where it is still to be settled. */
  article: perhaps,
  /** A noun phrase: `care under a duty of professional secrecy`. */
  words,
  /** What a law besides asks for: a paragraph of Schedule 1, or a provision to be named. */
  besides: perhaps,
})

export type Condition = z.infer<typeof conditionShape>
type Answer = keyof typeof customerConditions

/** As answered, or as is usual in the trade. */
function answerOf({ use, company }: GdprAnswers): Answer {
  return use.conditionOfCustomers ?? (company.sector === 'health' ? 'care' : 'consent')
}

type Concerns = ActivityRule['concerns']

/** Do the people consent to it, so that they may withdraw? */
export function asksConsent(
  told: readonly Kind[],
  concerns: Concerns,
  answers: GdprAnswers,
): boolean {
  const isNamed = told.some((kind) => kind !== 'criminal')
  return isNamed && concerns === 'public' && answerOf(answers) === 'consent'
}

/** UK law asks for one under paragraphs 1 and 18, and under none of the others that stand here. */
export function needsPolicyDocument(concerns: Concerns, answers: GdprAnswers): boolean {
  if (concerns === 'staff') return lawsFor(concerns, answers).uk
  return answerOf(answers) === 'safeguarding'
}

/** None without such data. */
export function conditionsOf(
  told: readonly Kind[],
  concerns: Concerns,
  answers: GdprAnswers,
): Condition[] {
  return [
    ...(told.some((kind) => kind !== 'criminal') ? [articleNine(concerns, answers)] : []),
    ...(told.includes('criminal') ? [articleTen(concerns, answers)] : []),
  ]
}

/** `Art. 9(2)(h): care under a duty of professional secrecy, with Schedule 1, paragraph 2 …`. */
export function inWords(conditions: readonly Condition[]): string {
  return conditions
    .map(({ article, words, besides }) => {
      const said = article ? `${article}: ${words}` : words
      return besides ? `${said}, with ${besides}` : said
    })
    .join('; ')
}

type Ground = Pick<Condition, 'article' | 'words'> & { readonly paragraph?: number }

const ofStaff: Ground = {
  article: 'Art. 9(2)(b)',
  words: 'duties and rights in employment law',
  paragraph: 1,
}

const ofCustomers: Readonly<Record<Answer, Ground>> = {
  care: {
    article: 'Art. 9(2)(h)',
    words: 'care under a duty of professional secrecy',
    paragraph: 2,
  },
  consent: { article: 'Art. 9(2)(a)', words: 'explicit consent' },
  members: {
    article: 'Art. 9(2)(d)',
    words:
      'membership of an association with a political, philosophical, religious or trade union aim',
  },
  claims: { article: 'Art. 9(2)(f)', words: 'legal claims' },
  safeguarding: {
    article: 'Art. 9(2)(g)',
    words: 'the protection of children and of people at risk',
    paragraph: 18,
  },
  unsure: { article: '', words: 'still to be settled' },
}

function articleNine(concerns: Concerns, answers: GdprAnswers): Condition {
  const { paragraph, ...ground } = concerns === 'staff' ? ofStaff : ofCustomers[answerOf(answers)]
  const { eu, uk } = lawsFor(concerns, answers)
  const besides = [
    eu && ground.article === 'Art. 9(2)(g)' ? nationalProvision : '',
    uk && paragraph !== undefined ? schedule(paragraph) : '',
  ]
  return { ...ground, besides: besides.filter(Boolean).join(' and ') }
}

/** Who employs in the EU alone employs under no UK law, wherever the customers are. */
function lawsFor(concerns: Concerns, { place }: GdprAnswers): Laws {
  const { eu, uk } = lawsOf(place.where)
  return { eu, uk: uk && (concerns === 'public' || place.offices !== 'eu') }
}

const nationalProvision = 'a provision of national law (enter it)'

function schedule(paragraph: number): string {
  return `Schedule 1, paragraph ${paragraph} of the Data Protection Act 2018`
}

/** What lets a firm in the United Kingdom use criminal data of customers. */
const criminalParagraphs: Partial<Record<Answer, number>> = {
  consent: 29,
  claims: 33,
  safeguarding: 18,
}

function articleTen(concerns: Concerns, answers: GdprAnswers): Condition {
  const { eu, uk } = lawsFor(concerns, answers)
  const paragraph = concerns === 'staff' ? 1 : criminalParagraphs[answerOf(answers)]
  const ofUk = paragraph ? schedule(paragraph) : 'a condition of Schedule 1 (enter it)'
  const besides = [eu ? nationalProvision : '', uk ? ofUk : '']
  return {
    article: 'Art. 10',
    words: 'the authorisation of national law',
    besides: besides.filter(Boolean).join(' and '),
  }
}
