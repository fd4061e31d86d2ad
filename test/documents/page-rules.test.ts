import { afterAll, describe, expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { renderDocument } from '../../documents/render.ts'
import { firms, orderOf } from '../packs/firms.ts'
import { needs, run } from './foreign.ts'
import { firstRelease, temporaryFolder } from './rig.ts'

const pdftotext = needs('pdftotext', 'poppler-utils')

const leftOutOf = (order: ReturnType<typeof orderOf>) =>
  gdpr.leftOut(gdpr.view(order)).map(({ number }) => number)

describe.skipIf(pdftotext.missing)(pdftotext.title, () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())

  async function pagesOf(document: Parameters<typeof renderDocument>[0]): Promise<string[]> {
    const file = folder.write('document.pdf', await renderDocument(document))
    return run('pdftotext', ['-layout', file, '-']).split('\f').slice(0, -1)
  }

  test.each(firms)('no page of $name begins with what is approved above it', async (firm) => {
    const order = orderOf(firm.answers)
    const { documents } = composePack(gdpr, order, firstRelease(order))
    const signed = documents.filter(
      ({ format, printable }) =>
        format === 'pdf' && printable.blocks.some(({ type }) => type === 'signature'),
    )
    expect(signed.length).toBeGreaterThan(6)
    for (const document of signed)
      for (const page of await pagesOf(document))
        expect(page.trim(), document.path).not.toMatch(/^(?:\d+\. )?(?:Approval|Signed by)/)
  })

  const oneSheetEach = [
    '19-representative-mandate',
    '20-confidentiality',
    '21-camera-sign',
    '22-consent-forms',
  ]

  test.each(firms)(
    'a mandate, an undertaking, a sign and a form of $name fit a page each',
    async (firm) => {
      const order = orderOf(firm.answers)
      const { documents } = composePack(gdpr, order, firstRelease(order))
      const sheets = documents.filter(({ path }) => oneSheetEach.some((id) => path === `${id}.pdf`))
      expect(sheets.length).toBe(
        oneSheetEach.filter((id) => !leftOutOf(order).includes(id.slice(0, 2))).length,
      )
      for (const document of sheets) {
        const handed = (await pagesOf(document)).filter((page) => !page.includes('Law as of'))
        const { blocks } = document.printable
        expect(handed.length, document.path).toBe(
          blocks.filter(({ type }) => type === 'handout').length,
        )
      }
    },
  )

  test.each(firms)(
    'the agreements of $name are short: five pages, and one or two an annex',
    async (firm) => {
      const order = orderOf(firm.answers)
      const { documents } = composePack(gdpr, order, firstRelease(order))
      const agreements = documents.filter(({ path }) => /^1[67]-.*\.pdf$/.test(path))
      expect(agreements.length).toBe(2 - leftOutOf(order).filter((it) => /^1[67]$/.test(it)).length)
      for (const document of agreements) {
        const pages = await pagesOf(document)
        const [first = -1, ...more] = pages.flatMap((page, at) =>
          /^\s*Annex/.test(page) ? [at] : [],
        )
        expect(first, document.path).toBeLessThanOrEqual(5)
        expect(pages.length - first).toBeLessThanOrEqual(2 * (more.length + 1))
      }
    },
  )
})
