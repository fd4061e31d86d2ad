// What the benchmark uses of packages that have no types, or none without @types/react.

declare module 'react' {
  export interface Element {
    readonly type: unknown
  }
  export type Child = Element | string | null | readonly Child[]
  export function createElement(
    type: unknown,
    properties: Readonly<Record<string, unknown>> | null,
    ...children: readonly Child[]
  ): Element
}

declare module '@react-pdf/renderer' {
  import type { Element } from 'react'

  export const Document: unique symbol
  export const Page: unique symbol
  export const View: unique symbol
  export const Text: unique symbol
  export const Link: unique symbol
  export const Font: {
    register(family: {
      family: string
      fonts: readonly { src: string; fontWeight: number }[]
    }): void
    registerHyphenationCallback(syllables: (word: string) => string[]): void
  }
  export const version: string
  export function renderToBuffer(document: Element): Promise<Uint8Array>
}

declare module 'pdfmake' {
  export type Content = string | readonly Content[] | { readonly [key: string]: unknown }

  interface Pdfmake {
    readonly virtualfs: { writeFileSync(name: string, content: Uint8Array): void }
    setFonts(fonts: Readonly<Record<string, { normal: string; bold: string }>>): void
    setUrlAccessPolicy(allows: (url: string) => boolean): void
    setLocalAccessPolicy(allows: (path: string) => boolean): void
    createPdf(document: {
      readonly content: readonly Content[]
      readonly footer: (page: number, pages: number) => Content
      readonly [key: string]: unknown
    }): { getBuffer(): Promise<Uint8Array> }
  }
  const pdfmake: Pdfmake
  export default pdfmake
}
