import type { PackDocument } from './compose/files.ts'
import { renderDocx } from './docx/render.ts'
import type { Format } from './format.ts'
import { renderPdf } from './pdf/render.ts'
import type { Printable } from './printable.ts'
import { renderXlsx } from './xlsx/render.ts'

type Render = (printable: Printable, key: string) => Promise<Uint8Array>

const renderers: Readonly<Record<Format, Render>> = {
  pdf: renderPdf,
  docx: renderDocx,
  xlsx: renderXlsx,
}

/** A document's bytes in its format; the same document gives the same bytes in any process. */
export function renderDocument({ format, printable, key }: PackDocument): Promise<Uint8Array> {
  return renderers[format](printable, key)
}
