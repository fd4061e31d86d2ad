import { partlyGenerated } from '../digital-source.ts'

export interface DocumentInfo {
  readonly title: string
  /** BCP 47. */
  readonly lang: string
  /** Content key; the file's identity. */
  readonly key: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly producer: string
  /** A language model wrote part of it. */
  readonly tailored: boolean
}

/** The XMP packet's descriptions: PDF/UA-1 by ISO 14289-1, 5, and the digital source type. */
export function xmp({ title, key, createdAt, producer, tailored }: DocumentInfo): string {
  const source = tailored
    ? `<Iptc4xmpExt:DigitalSourceType>${partlyGenerated}</Iptc4xmpExt:DigitalSourceType>`
    : ''
  return `<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:identifier>${escape(key)}</dc:identifier>
<xmp:CreateDate>${createdAt.slice(0, 19)}Z</xmp:CreateDate>
<xmp:CreatorTool>${escape(producer)}</xmp:CreatorTool>
<pdf:Producer>${escape(producer)}</pdf:Producer>
${source}
</rdf:Description>`
}

function escape(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
