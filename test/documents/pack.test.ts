import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { bindPack } from '../../documents/bundle/bind.ts'
import { manifest, manifestJsonSchema } from '../../documents/manifest-schema.ts'
import { firms, mainFirm, orderOf } from '../packs/firms.ts'
import { mainReleases, type Opened, open } from './opened.ts'
import { firstRelease, laterRelease, makePack, seed } from './rig.ts'
import { readZip } from './zip-reader.ts'

const order = orderOf(mainFirm.answers)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const { first, second } = await mainReleases()

/** In the order of the zip. */
const formats = {
  '00-README': ['md', 'pdf'],
  '01-record-of-processing': ['pdf', 'xlsx'],
  '02-privacy-notice': ['docx', 'pdf'],
  '03-staff-notice': ['docx', 'pdf'],
  '04-processor-check': ['pdf', 'xlsx'],
  '05-breach-procedure': ['docx', 'pdf', 'xlsx'],
  '06-breach-notices': ['docx', 'pdf'],
  '07-impact-assessment': ['docx', 'pdf'],
  '08-rights-requests': ['docx', 'pdf', 'xlsx'],
  '09-retention-schedule': ['pdf', 'xlsx'],
  '10-legitimate-interests': ['docx', 'pdf'],
  '11-cookies': ['docx', 'pdf', 'xlsx'],
  '12-transfer-assessment': ['docx', 'pdf', 'xlsx'],
  '13-data-protection-policy': ['docx', 'pdf', 'xlsx'],
  '14-complaints-procedure': ['docx', 'pdf', 'xlsx'],
  '15-uk-policy-document': ['docx', 'pdf'],
}

const inBoth = (notice: string) => [`${notice}.md`, `${notice}.pdf`]

describe('the zip', () => {
  test('has one top folder with pack, company and version', () => {
    const folders = new Set(first.entries.map(({ path }) => path.split('/')[0]))
    expect([...folders]).toEqual([first.made.text.folder])
    expect(first.made.text.folder).toMatch(/^gdpr-pack-[a-z0-9-]+-v1$/)
    expect(second.made.text.folder).toBe(first.made.text.folder.replace(/1$/, '2'))
  })

  test('holds what the contract lists, in order', () => {
    const names = first.entries.map(({ path }) => path.slice(first.made.text.folder.length + 1))
    expect(names).toEqual([
      ...Object.entries(formats).flatMap(([name, ends]) => ends.map((end) => `${name}.${end}`)),
      ...['AI-NOTICE', 'CHANGELOG', 'DISCLAIMER', 'LICENCE'].flatMap(inBoth),
      'SHA256SUMS',
      ...inBoth('SOURCES'),
      'manifest.json',
      'manifest.json.sig',
      'tailored/risk-plan.md',
      'tailored/risk-plan.pdf',
    ])
  })

  test('dates and rights of its entries are fixed', () => {
    for (const { date, mode } of first.entries)
      expect([date, mode]).toEqual(['1980-01-01T00:00:00.000Z', 0o644])
  })

  test('is under 3 MB', () => {
    expect(first.made.bytes).toBeLessThan(3_000_000)
  })

  test('SHA256SUMS lists every other file in the form of sha256sum', () => {
    const others = first.entries.filter(({ path }) => !path.endsWith('/SHA256SUMS'))
    const lines = others.map(
      ({ path, bytes }) => `${sha256(bytes)}  ${path.slice(path.indexOf('/') + 1)}`,
    )
    const listed = first.fileOf('SHA256SUMS').toString().trimEnd().split('\n')
    expect(listed.toSorted()).toEqual(lines.toSorted())
  })
})

describe('the manifest', () => {
  test('fits its schema', () => {
    expect(manifest.parse(first.manifest)).toEqual(first.manifest)
    expect(manifest.parse(second.manifest)).toEqual(second.manifest)
  })

  test('has the JSON Schema that lies in pack/', () => {
    const file = join(import.meta.dirname, '..', '..', 'pack', 'manifest.schema.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(manifestJsonSchema())
  })

  test('lists every file but itself, its signature and SHA256SUMS', () => {
    const unlisted = ['manifest.json', 'manifest.json.sig', 'SHA256SUMS']
    const paths = first.entries.map(({ path }) => path.slice(path.indexOf('/') + 1))
    expect(first.manifest.files.map(({ path }) => path)).toEqual(
      paths.filter((path) => !unlisted.includes(path)),
    )
  })

  test('names the release, its order and its dates', () => {
    const { order: id, release, createdAt, lawAsOf, jurisdictions } = second.manifest
    expect({ id, release, createdAt, lawAsOf, jurisdictions }).toEqual({
      id: 'ord_test',
      release: 2,
      createdAt: '2026-11-21T10:05:00.000Z',
      lawAsOf: '2026-11-20',
      jurisdictions: ['EU', 'UK'],
    })
  })

  test('names the content that printed it beside the one whose questions were answered', async () => {
    const later = { ...gdpr, contentVersion: '1.4.0' }
    const release = firstRelease(order)
    const { text, rendered } = first.made
    const again = await bindPack(later, order, release, text, rendered, seed)
    const manifest = (await readZip(again.zip)).find(({ path }) => path.endsWith('manifest.json'))
    expect(JSON.parse(String(manifest?.bytes))).toMatchObject({
      contentVersion: '1.4.0',
      questionnaireVersion: order.contentVersion,
    })
  })

  test('names the top folder and how each file is packed', () => {
    expect(first.manifest.folder).toBe(first.made.text.folder)
    for (const { packedSha256 } of first.manifest.files)
      expect(packedSha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('says of each section where its text comes from', () => {
    const notice = (opened: Opened) =>
      opened.manifest.files.find(({ path }) => path.startsWith('02'))?.sections
    expect(notice(first)).toEqual([
      {
        id: 'notice-section',
        source: 'static',
        reason: 'not-yet',
        model: null,
        promptVersion: null,
        generatedAt: null,
        freshUntil: null,
      },
    ])
    expect(notice(second)).toEqual([
      {
        id: 'notice-section',
        source: 'model',
        reason: null,
        model: 'test-model',
        promptVersion: '1.0.0',
        generatedAt: '2026-11-21T10:05:00.000Z',
        freshUntil: null,
      },
    ])
  })

  test('lists the rows of a list artefact one by one', () => {
    const record = second.manifest.files.find(({ path }) => path.startsWith('01'))
    expect(record?.sections.length).toBeGreaterThan(3)
    for (const { id } of record?.sections ?? [])
      expect(id).toMatch(/^processing-descriptions\/[a-z-]+$/)
  })

  test('is degraded while a section that should be tailored is not', () => {
    expect([first.manifest.degraded, second.manifest.degraded]).toEqual([true, true])
  })

  test('does not depend on the order in which the answers came', async () => {
    const turned = Object.fromEntries(Object.entries(mainFirm.answers).reverse())
    const again = await open(await makePack(orderOf(turned), firstRelease(orderOf(turned))))
    expect(again.manifest.questionnaireSha256).toBe(first.manifest.questionnaireSha256)
  })
})

describe('a release with every section written', () => {
  test('is not degraded', async () => {
    const all = firstRelease(order).sections.map(({ id }) => id)
    const made = await makePack(order, laterRelease(order, all))
    expect(made.degraded).toBe(false)
  })
})

describe('a tailored section', () => {
  test('carries the customer’s name where the model had a placeholder', () => {
    const text = second.fileOf('tailored/risk-plan.md').toString()
    expect(text).toContain('has this of its own')
    expect(text).not.toContain('COMPANY')
  })

  test('is labelled where it stands, and standard text is, too', () => {
    const labelled = (opened: Opened) => opened.fileOf('tailored/risk-plan.md').toString()
    expect(labelled(first)).toContain('**[Standard text]**')
    expect(labelled(second)).toContain('Tailored to your answers by a language model')
  })

  test('marks the PDF it stands in with its digital source type, and no other', async () => {
    const marked = await Promise.all(
      second.entries
        .filter(({ path }) => path.endsWith('.pdf'))
        .map(async ({ path, bytes }) => [
          path.slice(path.lastIndexOf('/') + 1),
          await isMarked(bytes),
        ]),
    )
    const names = marked.filter(([, isSo]) => isSo).map(([name]) => name)
    expect(names).toEqual(['01-record-of-processing.pdf', '02-privacy-notice.pdf', 'risk-plan.pdf'])
    expect(marked.length).toBe(22)
  })
})

async function isMarked(bytes: Uint8Array): Promise<boolean> {
  const { catalog } = await PDFDocument.load(bytes)
  const xmp = (catalog.lookup(PDFName.of('Metadata')) as PDFRawStream).getContentsString()
  return xmp.includes('compositeWithTrainedAlgorithmicMedia')
}

test('a document that does not apply is left out, and README and manifest say why', async () => {
  const firm = firms.find(({ name }) => name === 'holding-netherlands')
  if (!firm) throw new Error('The firm without customers of its own is gone from dev/samples.')
  const only = orderOf(firm.answers)
  const opened = await open(await makePack(only, firstRelease(only)))
  const { leftOut } = opened.manifest
  expect(leftOut.map(({ document }) => document)).toEqual([
    '02-privacy-notice',
    '10-legitimate-interests',
    '11-cookies',
    '12-transfer-assessment',
    '14-complaints-procedure',
    '15-uk-policy-document',
  ])
  const readme = opened.fileOf('00-README.md').toString()
  for (const { reason } of leftOut) expect(readme).toContain(reason)
  expect(opened.manifest.files.map(({ path }) => path)).not.toContain('02-privacy-notice.pdf')
})
