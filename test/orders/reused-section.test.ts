import { expect, test } from 'vitest'
import { sectionsHtml } from '../../api/pages/sections.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { contextOf } from '../../documents/compose/context.ts'
import { createStatus } from '../../orders/page/status.ts'
import type { Composition } from '../../pack/release.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { laterRelease, reusedIn } from '../documents/rig.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'
import { shown } from './shown.ts'

const id = 'processing-descriptions'
const frozen = orderOf(mainFirm.answers)
const release = laterRelease(frozen, [id])
const stored: StoredOrder = {
  ...newOrder({ ...frozen }),
  state: 'complete',
  attentions: {},
  readAt: null,
  payment: null,
  sessionId: null,
  checkoutUrl: null,
  paidAt: frozen.frozenAt,
  amountPaid: 7900,
  refundOwed: null,
  nextUpdateBy: null,
  linkGeneration: 1,
}

function statusOf(newest: Composition) {
  const status = createStatus({
    outcomes: { ofOrder: async () => [] },
    releases: { files: async () => [], newest: async () => newest },
    ...shown,
  })
  return status(stored)
}

test('a reused section has the sources and the links that its document has', async () => {
  const reused = reusedIn(release, id)
  const { note = [] } = contextOf(gdpr, frozen, reused).labels(id, '')
  const linked = note.flatMap(({ text, link }) => (link ? [{ cite: text, url: link }] : []))
  expect(linked.length).toBeGreaterThan(1)
  const status = await statusOf(reused)
  expect(status.sections.find((section) => section.id === id)?.restsOn).toEqual(linked)
  const page = String(sectionsHtml(status, '/orders/of-this-test'))
  expect(page).toMatch(/Written on <time[^>]*>20 November 2026<\/time>\. It rests on <a href=/)
  for (const { cite, url } of linked) expect(page).toContain(`<a href="${url}">${cite}</a>`)
})

test('one that was written for this firm has none', async () => {
  const { sections } = await statusOf(release)
  expect(sections.flatMap(({ restsOn }) => restsOn)).toEqual([])
})
