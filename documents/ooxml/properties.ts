import { partlyGenerated } from '../digital-source.ts'
import type { Printable } from '../printable.ts'
import type { Part } from './part.ts'
import { element, text, type Xml } from './xml.ts'

/** What Office shows as a file's properties. */
export type Properties = Pick<
  Printable,
  'title' | 'lang' | 'createdAt' | 'producer' | 'tailored'
> & {
  /** Content key; the file's identity. */
  readonly key: string
}

/** A part that the package itself points to. */
export interface PropertyPart extends Part {
  readonly id: string
  /** IRI of the relation's type. */
  readonly relation: string
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const core = 'http://schemas.openxmlformats.org/package/2006'

/** Title, dates and language; where a language model wrote part of the text, that it did. */
export function propertyParts(properties: Properties): PropertyPart[] {
  const { producer, tailored } = properties
  const parts = [
    partOf('core', 'package.core', `${core}/relationships/metadata/core`, coreRoot(properties)),
    partOf('app', 'officedocument.extended', `${office}/relationships/extended`, appRoot(producer)),
  ]
  const custom = `${office}/relationships/custom`
  return tailored
    ? [...parts, partOf('custom', 'officedocument.custom', custom, customRoot())]
    : parts
}

function partOf(id: string, type: string, relation: string, root: Xml): PropertyPart {
  return {
    id,
    path: `docProps/${id}.xml`,
    contentType: `application/vnd.openxmlformats-${type}-properties+xml`,
    relation: `${relation}-properties`,
    root,
  }
}

/** ECMA-376, part 2, 8.3; the dates are the document's, never the clock's. */
function coreRoot({ title, producer, lang, createdAt, key }: Properties): Xml {
  const date = text(`${createdAt.slice(0, 19)}Z`)
  const dated = { 'xsi:type': 'dcterms:W3CDTF' }
  return element(
    'cp:coreProperties',
    {
      'xmlns:cp': `${core}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    element('dc:title', {}, text(title)),
    element('dc:creator', {}, text(producer)),
    element('dc:identifier', {}, text(key)),
    element('dc:language', {}, text(lang)),
    element('dcterms:created', dated, date),
    element('dcterms:modified', dated, date),
  )
}

function appRoot(producer: string): Xml {
  const space = { xmlns: `${office}/extended-properties` }
  return element('Properties', space, element('Application', {}, text(producer)))
}

function customRoot(): Xml {
  // Office knows custom properties by this id and counts them from 2 ([MS-OSHARED] 2.3.3.2).
  const of = { fmtid: '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}', pid: 2, name: 'DigitalSourceType' }
  return element(
    'Properties',
    { xmlns: `${office}/custom-properties`, 'xmlns:vt': `${office}/docPropsVTypes` },
    element('property', of, element('vt:lpwstr', {}, text(partlyGenerated))),
  )
}
