import { afterAll, describe, expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { renderDocument } from '../../documents/render.ts'
import { firms, orderOf } from '../packs/firms.ts'
import { needs, run } from './foreign.ts'
import { firstRelease, temporaryFolder } from './rig.ts'

const pdftotext = needs('pdftotext', 'poppler-utils')

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
})
