import { describe, expect, it } from 'vitest'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import type { ModelTier, Tier } from '../../pack/order.ts'
import type { Outcome, RecordedOutcome } from '../../pack/outcome.ts'
import { hasNewContent } from '../../pack/release.ts'
import {
  foldSection,
  isBySmallerModel,
  type Section,
  sectionCanImprove,
  writtenBy,
} from '../../pack/section.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'

type Answer = ModelTier | 'timeout' | 'refused'

const outcomeOf = (answer: Answer, round: number): Outcome =>
  answer === 'timeout' || answer === 'refused'
    ? { source: 'none', reason: answer }
    : {
        source: 'model',
        content: { words: `Tailored in round ${round}.` },
        model: `model-${answer}`,
        tier: answer,
        promptVersion: '1',
        generatedAt: `2026-11-21T10:0${round}:00.000Z`,
        freshUntil: null,
      }

const planned = (artefact: string, tier: Tier = 'full') => {
  const plan = sectionPlans(orderOf(mainFirm.answers, tier)).find(({ id }) => id === artefact)
  if (!plan) throw new Error(`No section ${artefact} is planned.`)
  return plan
}

/** One part after another, each with what came in its rounds. */
const fold = (tier: Tier, artefact: string, ...parts: readonly (readonly Answer[])[]): Section => {
  const plan = planned(artefact, tier)
  const recorded = plan.parts.flatMap((part, index): RecordedOutcome[] =>
    (parts[index] ?? parts[0] ?? []).map((answer, before) => {
      const round = before + 1
      return { order: 'ord_test', artefact, part, round, outcome: outcomeOf(answer, round) }
    }),
  )
  return foldSection(plan, recorded)
}

const textOf = ({ rows: [row] }: Section) => row?.written?.content

describe('a section of a full order that the smaller model wrote', () => {
  const small = fold('full', 'risk-plan', ['4b'])

  it('is tailored, says who wrote it, and can improve', () => {
    expect(small).toMatchObject({ source: 'model', cause: null })
    expect([writtenBy(small), isBySmallerModel(small, '32b')]).toEqual(['4b', true])
    expect(sectionCanImprove(small)).toBe(true)
  })

  it('keeps its text when the larger one fails later, and can still improve', () => {
    const failed = fold('full', 'risk-plan', ['4b', 'timeout'])
    expect(hasNewContent({ sections: [small] }, [failed])).toBe(false)
    expect(failed.rows[0]?.cause?.reason).toBe('timeout')
    expect(sectionCanImprove(failed)).toBe(true)
  })

  it('is settled with its text when the larger one refuses', () => {
    const refused = fold('full', 'risk-plan', ['4b', 'refused'])
    expect(textOf(refused)).toEqual(textOf(small))
    expect(sectionCanImprove(refused)).toBe(false)
  })

  it.each([
    ['later', ['4b', '32b'], 2],
    ['earlier', ['32b', '4b'], 1],
  ] as const)('gives way to the larger one’s text, though it came %s', (_, answers, round) => {
    const large = fold('full', 'risk-plan', answers)
    expect(textOf(large)).toEqual({ words: `Tailored in round ${round}.` })
    expect([writtenBy(large), isBySmallerModel(large, '32b')]).toEqual(['32b', false])
    expect(sectionCanImprove(large)).toBe(false)
    expect(hasNewContent({ sections: [small] }, [large])).toBe(true)
  })
})

it('a self-serve section is the smaller model’s to write', () => {
  const section = fold('self-serve', 'risk-plan', ['4b'])
  expect([writtenBy(section), isBySmallerModel(section, '4b')]).toEqual(['4b', false])
  expect(sectionCanImprove(section)).toBe(false)
})

it('one row of the smaller model’s makes the section the smaller model’s', () => {
  const section = fold('full', 'processing-descriptions', ['4b'], ['32b'])
  const others = fold('full', 'processing-descriptions', ['32b'])
  expect([writtenBy(section), writtenBy(others)]).toEqual(['4b', '32b'])
})

it('an unwritten row makes the section standard text and keeps the tailored ones', () => {
  const section = fold('full', 'processing-descriptions', ['timeout'], ['32b'])
  expect(section).toMatchObject({ source: 'static', cause: { reason: 'timeout' } })
  expect(section.rows[1]?.written?.tier).toBe('32b')
})

it('the same words from the larger model are new content, a reason alone is none', () => {
  const [small, large] = (['4b', '32b'] as const).map((tier) => fold('full', 'risk-plan', [tier]))
  expect(hasNewContent({ sections: [small!] }, [large!])).toBe(true)
  const [late, refused] = (['timeout', 'refused'] as const).map((why) =>
    fold('full', 'risk-plan', [why]),
  )
  expect(hasNewContent({ sections: [late!] }, [refused!])).toBe(false)
})
