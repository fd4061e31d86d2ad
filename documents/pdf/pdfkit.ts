export interface PdfRef {
  readonly id: number
  readonly data: Record<string, unknown>
  compress: boolean
  end(chunk?: string | Uint8Array): void
}

/** Whatever may stand inside a structure element. */
export type Content = object

export interface Element {
  add(child: Content): Element
  end(): void
}

/** What we use of pdfkit, including the parts that its published types leave out. */
export interface Pdf {
  readonly page: {
    readonly width: number
    readonly height: number
    readonly fonts: Record<string, PdfRef>
    readonly annotations: PdfRef[]
    write(operators: Uint8Array): void
  }
  readonly outline: Outline
  readonly _root: PdfRef
  _acroform: { fonts: Record<string, PdfRef>; defaultFont: string }
  _addInfo(): void
  _write(piece: string | Uint8Array): void
  _offset: number
  appendXML(xml: string): void
  ref(data: Record<string, unknown>): PdfRef
  addPage(options?: object): Pdf
  switchToPage(index: number): unknown
  bufferedPageRange(): { readonly count: number }
  addContent(operators: string): Pdf
  markContent(tag: 'Artifact', options?: { readonly type: string }): Pdf
  markStructureContent(tag: string): Content
  endMarkedContent(): Pdf
  struct(type: string, options?: Record<string, unknown>): Element & { dictionary: PdfRef }
  addStructure(element: Element): Pdf
  annotate(x: number, y: number, w: number, h: number, options: object): Pdf
  link(x: number, y: number, w: number, h: number, url: string, options: object): Pdf
  once(event: 'end', listener: () => void): Pdf
  once(event: 'error', listener: (error: Error) => void): Pdf
  read(): Uint8Array
  resume(): Pdf
  end(): void
}

interface Outline {
  addItem(title: string, options: object): Outline
}
