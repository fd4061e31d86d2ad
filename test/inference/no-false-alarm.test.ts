import { describe, expect, it } from 'vitest'
import type { ArtefactDefinition } from '../../catalogue/definition.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { intoSlots } from '../../commands/eval/into-slots.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import type { Ask } from '../../inference/job/ask.ts'
import { mask } from '../../pack/identity.ts'
import { asAModel, mapTexts } from './drafts.ts'
import { goodTexts } from './good-texts.ts'
import { askFor, asksOf, assignmentOf, orders, standInAnswer } from './rig.ts'

const everyAsk = orders.flatMap(asksOf)

function faultsIn(ask: Ask, content: unknown): string[] {
  const verdict = checkAnswer(JSON.stringify(content), assignmentOf(ask), unsupportedCharacters)
  return verdict.failure === null ? [] : [verdict.failure, ...verdict.faults]
}

/** The `briefing` is withheld rather than faked, so it has no form. */
const withForm = everyAsk.filter(({ artefact }) => artefactOf(artefact).onFailure === 'static')

function artefactOf(id: string): ArtefactDefinition {
  return gdpr.artefacts.find((one) => one.id === id)!
}

function writtenForm(ask: Ask): unknown {
  const { order, artefact: id, part } = ask
  const { prompt, slots } = assignmentOf(ask)
  const view = gdpr.view(order)
  const artefact = artefactOf(id)
  const row = artefact.rows?.(view).find((one) => one.id === part) ?? null
  const form = staticForm(gdpr, artefact, row, view)
  const masked = mapTexts(form, (text) =>
    asAModel(mask(text, gdpr.identity(view)), prompt.placeholders),
  )
  return intoSlots(masked, slots ?? {})
}

describe('the checks accept', () => {
  it.each(Object.entries(goodTexts))('what a good model writes of %s', (part, content) => {
    expect(faultsIn(askFor('processing-descriptions', { part }), content)).toEqual([])
  })

  it('every written static form of every sample firm', () => {
    const alarms = withForm.flatMap((ask) => faultsIn(ask, writtenForm(ask)))
    expect(alarms).toEqual([])
  })

  it('every answer of the stand-in for every sample firm', () => {
    const alarms = everyAsk.flatMap((ask) => faultsIn(ask, standInAnswer(ask)))
    expect(alarms).toEqual([])
  })
})
