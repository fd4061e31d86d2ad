import { zip } from '../zip.ts'
import type { Part, Relation } from './part.ts'
import { type Properties, propertyParts } from './properties.ts'
import { element, type Xml, xmlFile } from './xml.ts'

/** Part 2 of ECMA-376 (Open Packaging Conventions) names these. */
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/**
 * The bytes of a Word or Excel file: the same for the same parts.
 * @param parts the first is the main one (the document or workbook)
 */
export function officePackage(
  parts: readonly [Part, ...Part[]],
  properties: Properties,
): Promise<Uint8Array> {
  const about = propertyParts(properties)
  const all = [...parts, ...about]
  const main: Relation = { id: 'main', type: 'officeDocument', target: parts[0].path }
  const start = [
    main,
    ...about.map(({ path, relation, id }) => ({ id, type: relation, target: path })),
  ]
  const related = parts.flatMap(({ path, relations = [] }) =>
    relations.length === 0 ? [] : [{ path: relationsPath(path), root: relationsOf(relations) }],
  )
  const files = [
    { path: '[Content_Types].xml', root: contentTypes(all) },
    { path: '_rels/.rels', root: relationsOf(start) },
    ...related,
    ...all,
  ]
  return zip(files.map(({ path, root }) => ({ path, bytes: xmlFile(root) })))
}

function relationsPath(path: string): string {
  return path.replace(/([^/]+)$/, '_rels/$1.rels')
}

function contentTypes(parts: readonly Part[]): Xml {
  const rels = 'application/vnd.openxmlformats-package.relationships+xml'
  return element(
    'Types',
    { xmlns: `${packageNamespace}/content-types` },
    element('Default', { Extension: 'rels', ContentType: rels }),
    ...parts.map(({ path, contentType }) =>
      element('Override', { PartName: `/${path}`, ContentType: contentType }),
    ),
  )
}

function relationsOf(relations: readonly Relation[]): Xml {
  return element(
    'Relationships',
    { xmlns: `${packageNamespace}/relationships` },
    ...relations.map(({ id, type, target, external }) =>
      element('Relationship', {
        Id: id,
        Type: type.includes(':') ? type : `${officeRelations}/${type}`,
        Target: target,
        TargetMode: external && 'External',
      }),
    ),
  )
}
