import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { fieldsOf } from './expected-text.ts'
import { firstRelease, type Made, makePack } from './rig.ts'

const order = orderOf(mainFirm.answers)
const paths = (await import('../../documents/text/templates.ts'))
  .templatesOf('gdpr')
  .documents.map(({ meta }) => `${meta.id}.pdf`)
let pack: Made

beforeAll(async () => {
  pack = await makePack(order, firstRelease(order))
})

/** What veraPDF does not look at, for every document of a pack. */
describe.each([...paths, 'tailored/risk-plan.pdf'])('%s', (path) => {
  let audit: Audit
  let expectedFields: string[]

  beforeAll(async () => {
    const document = pack.text.documents.find((it) => it.path === path)
    if (!document) throw new Error(`There is no ${path}.`)
    expectedFields = fieldsOf(document.printable).map(([name]) => name)
    audit = auditOf(await PDFDocument.load(pack.rendered[document.key] ?? Buffer.of()))
  })

  test('each widget is the only child of its own Form, which is filed under its page', () => {
    for (const { form, page, ref, name } of audit.widgets) {
      expect(form.get(PDFName.of('S')), name).toBe(PDFName.of('Form'))
      const objects = childrenOf(form, audit.document)
      expect(objects, name).toHaveLength(1)
      const reference = objects[0] as PDFDict
      expect(reference.get(PDFName.of('Obj')), name).toBe(ref)
      expect(reference.get(PDFName.of('Pg')), name).toBe(page)
    }
    expect(new Set(audit.widgets.map(({ form }) => form)).size).toBe(audit.widgets.length)
  })

  test('the node before a widget is its label, or its cell stands under a head', () => {
    for (const { form, name } of audit.widgets) {
      const parent = form.lookup(PDFName.of('P'), PDFDict)
      if (parent.get(PDFName.of('S')) === PDFName.of('TD')) continue
      const siblings = childrenOf(parent, audit.document)
      const before = siblings[siblings.indexOf(form) - 1] as PDFDict | undefined
      expect(before?.get(PDFName.of('S')), name).toBe(PDFName.of('P'))
    }
  })

  test('widgets stand in the order of the words, each once', () => {
    expect(audit.widgets.map(({ name }) => name)).toEqual(expectedFields)
    expect(audit.fields).toEqual(expectedFields)
  })

  test('each widget is drawn, by a stream of its own', () => {
    const streams = audit.widgets.flatMap(({ appearances }) => appearances)
    expect(new Set(streams).size).toBe(streams.length)
    for (const stream of streams) expect(stream.getContentsString()).toMatch(/re B Q/)
  })

  test('the form names its font, and the fonts tell their letters', () => {
    expect(audit.formFonts).toEqual(['F1'])
    expect(audit.toUnicode.length).toBeGreaterThan(0)
    for (const map of audit.toUnicode) expect(map).toMatch(/<0041>/)
  })
})

interface Audit {
  readonly document: PDFDocument
  readonly widgets: readonly {
    readonly name: string
    readonly ref: PDFRef
    readonly page: PDFRef
    readonly form: PDFDict
    readonly appearances: readonly PDFRawStream[]
  }[]
  /** Names of `/AcroForm /Fields`, in order. */
  readonly fields: readonly string[]
  readonly formFonts: readonly string[]
  readonly toUnicode: readonly string[]
}

function auditOf(document: PDFDocument): Audit {
  const { catalog, context } = document
  const tree = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
  const numbers = tree
    .lookup(PDFName.of('ParentTree'), PDFDict)
    .lookup(PDFName.of('Nums'), PDFArray)
  const parents = new Map<number, PDFObject>()
  for (let at = 0; at < numbers.size(); at += 2)
    parents.set(numbers.lookup(at, PDFNumber).asNumber(), numbers.get(at + 1))
  const widgets = document.getPages().flatMap((page) =>
    (page.node.Annots()?.asArray() ?? [])
      .map((ref) => ({ ref: ref as PDFRef, dict: context.lookup(ref, PDFDict) }))
      .filter(({ dict }) => dict.get(PDFName.of('Subtype')) === PDFName.of('Widget'))
      .map(({ ref, dict }) => {
        const key = dict.lookup(PDFName.of('StructParent'), PDFNumber).asNumber()
        const form = context.lookup(parents.get(key), PDFDict)
        return { name: nameOf(dict), ref, page: page.ref, form, appearances: appearancesOf(dict) }
      }),
  )
  const form = catalog.lookup(PDFName.of('AcroForm'), PDFDict)
  const fields = form.lookup(PDFName.of('Fields'), PDFArray).asArray()
  const fonts = form.lookup(PDFName.of('DR'), PDFDict).lookup(PDFName.of('Font'), PDFDict)
  return {
    document,
    widgets,
    fields: fields.map((ref) => nameOf(context.lookup(ref, PDFDict))),
    formFonts: fonts.keys().map((name) => name.decodeText()),
    toUnicode: mapsOf(document),
  }
}

function nameOf(field: PDFDict): string {
  return (field.lookup(PDFName.of('T')) as unknown as { decodeText(): string }).decodeText()
}

/** The normal appearance; for a tick box one for each state. */
function appearancesOf(widget: PDFDict): PDFRawStream[] {
  const normal = widget.lookup(PDFName.of('AP'), PDFDict).lookup(PDFName.of('N'))
  if (normal instanceof PDFRawStream) return [normal]
  return (normal as PDFDict)
    .keys()
    .map((state) => (normal as PDFDict).lookup(state) as PDFRawStream)
}

function childrenOf(element: PDFDict, { context }: PDFDocument): PDFObject[] {
  const kids = element.lookup(PDFName.of('K'), PDFArray).asArray()
  return kids.map((kid) => (kid instanceof PDFRef ? (context.lookup(kid) as PDFObject) : kid))
}

function mapsOf({ context }: PDFDocument): string[] {
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || !object.has(PDFName.of('ToUnicode'))) return []
    const stream = object.lookup(PDFName.of('ToUnicode')) as PDFRawStream
    return inflateSync(stream.getContents()).toString('latin1')
  })
}
