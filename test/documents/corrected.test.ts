import { expect, it } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { correctedDocuments } from '../../orders/correct/corrected-documents.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import { composeRelease } from '../../pack/release.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { laterRelease } from './rig.ts'

const at = '2026-11-28T10:00:00.000Z'
const id = 'notice-section'

const before = orderOf(mainFirm.answers)
const company = { ...(mainFirm.answers['company'] as object), legalName: 'Other Name Ltd' }
const answers: Answers = { ...mainFirm.answers, company }

async function corrected(): Promise<FrozenOrder> {
  const compose = async (...given: [FrozenOrder, Parameters<typeof composePack>[2]]) =>
    composePack(gdpr, ...given)
  const documents = await correctedDocuments(compose, before, { ...before, answers })
  return { ...before, answers, corrections: [{ at, questions: ['Legal name'], documents }] }
}

/** Version 2, in which a section was written, and version 3 from corrected answers, which has it or not. */
async function releases(keeps: boolean) {
  const order = await corrected()
  const second = laterRelease(before, [id])
  const sections = keeps ? second.sections : laterRelease(before, []).sections
  const third = composeRelease(3, order, sections, second)
  return [composePack(gdpr, before, second), composePack(gdpr, order, third)] as const
}

const wordsOf = ({ texts }: ReturnType<typeof composePack>, path: string) =>
  texts.find((text) => text.path === path)?.markdown ?? ''

it('README says what was corrected, and which documents are others for it', async () => {
  const [second, third] = await releases(true)
  expect(wordsOf(second, '00-README.md')).not.toContain('corrected')
  expect(wordsOf(third, '00-README.md')).toMatch(
    /On 28 November 2026 you corrected: “Legal name”\. Changed: 01 “Record of processing activities”, 02/,
  )
})

it('a document is dated by the correction that made it another, and is else the same', async () => {
  const [second, third] = await releases(true)
  const [correction] = (await corrected()).corrections ?? []
  const named = correction?.documents.map((document) => document.id) ?? []
  expect(named).toContain('02-privacy-notice')
  for (const page of third.documents.filter(({ record }) => record.document !== null)) {
    const isNamed = named.includes(page.record.document ?? '')
    const same = second.documents.find(({ path }) => path === page.path)?.key === page.key
    expect([page.path, same]).toEqual([page.path, !isNamed])
    if (isNamed) expect([page.path, page.printable.createdAt]).toEqual([page.path, at])
  }
})

it('a privacy notice is of the day of its answers', async () => {
  const [, third] = await releases(true)
  const notice = third.documents.find(({ path }) => path === '02-privacy-notice.pdf')
  expect(JSON.stringify(notice?.printable.blocks)).toContain('This notice is of 28 November 2026')
})

it('the changelog says that a text went with its answers', async () => {
  const [, third] = await releases(false)
  expect(wordsOf(third, 'CHANGELOG.md')).toContain(
    'Standard text: what a language model wrote was for the answers before.',
  )
  const [, kept] = await releases(true)
  expect(wordsOf(kept, 'CHANGELOG.md')).not.toContain('Since the release before')
})
