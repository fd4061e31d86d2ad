import type { Xml } from './xml.ts'

/** From a part, or the package itself, to another part or to an address outside. */
export interface Relation {
  readonly id: string
  /** The last word of an office document relation (`styles`, `hyperlink`), or a whole IRI. */
  readonly type: string
  /** Relative to the part's folder; of an external relation a valid URI. */
  readonly target: string
  readonly external?: true
}

/** A file of a package. */
export interface Part {
  /** Path without a leading slash: `word/document.xml`. */
  readonly path: string
  readonly contentType: string
  readonly root: Xml
  readonly relations?: readonly Relation[]
}
