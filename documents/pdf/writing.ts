import type { Pdf } from './pdfkit.ts'

/**
 * pdfkit turns each piece of a file, and each operator of a page, into bytes letter by letter, and
 * sends it through a stream. Here pieces stay text until they are many, and Node converts them at
 * once; the bytes are the same.
 * @returns ends the document; its bytes
 */
export function collect(pdf: Pdf): () => Promise<Buffer> {
  const writeContent = collectContent(pdf)
  const bytes = collectPieces(pdf)
  return () =>
    new Promise<Buffer>((resolve, reject) => {
      pdf.once('end', () => resolve(bytes()))
      pdf.once('error', reject)
      writeContent()
      pdf.end()
      pdf.resume()
    })
}

function collectContent(pdf: Pdf): () => void {
  const drawn = new Map<Pdf['page'], string>()
  pdf.addContent = (operators) => {
    drawn.set(pdf.page, `${drawn.get(pdf.page) ?? ''}${operators}\n`)
    return pdf
  }
  return () => {
    for (const [page, operators] of drawn) page.write(latin1(operators))
  }
}

function collectPieces(pdf: Pdf): () => Buffer {
  // The file's first line was written when the document was made.
  const pieces: Uint8Array[] = [pdf.read()]
  let text = ''
  pdf._write = (piece) => {
    if (typeof piece === 'string') text += `${piece}\n`
    else {
      pieces.push(latin1(text), piece)
      text = ''
    }
    pdf._offset += typeof piece === 'string' ? piece.length + 1 : piece.length
  }
  return () => Buffer.concat([...pieces, latin1(text)])
}

/** A PDF's syntax is bytes; pdfkit's texts hold one a character. */
function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

/** PDF syntax that was made before: pdfkit writes an object that is no plain one as its text. */
export function verbatim(syntax: string): object {
  return { [Symbol.toStringTag]: 'Verbatim', toString: () => syntax }
}

/** pdfkit writes a `String` object as a PDF string, and a primitive one as a PDF name. */
export function text(value: string): object {
  // ASCII is its own encoding, and needs no more than its escapes (PDF 32000-1, 7.3.4.2).
  const plain = /^[ -~]*$/.test(value)
  return plain ? verbatim(`(${value.replace(/[()\\]/g, '\\$&')})`) : Object(value)
}
