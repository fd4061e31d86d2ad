import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Another way to make the same documents, warm. */
export interface Rival {
  /** With its version. */
  readonly name: string
  /** Where it works: in this process, or in processes that it started. */
  readonly works: 'inside' | 'outside'
  /** PDFs of all documents, in their order. */
  render(): Promise<readonly Uint8Array[]>
  close(): Promise<void>
}

export async function oneByOne<T>(
  documents: readonly T[],
  make: (document: T) => Promise<Uint8Array>,
): Promise<Uint8Array[]> {
  const pdfs: Uint8Array[] = []
  for (const document of documents) pdfs.push(await make(document))
  return pdfs
}

const fontsFolder = join(import.meta.dirname, '..', '..', 'documents', 'type', 'fonts')

export const fontFiles = {
  folder: fontsFolder,
  regular: join(fontsFolder, 'Inter-Regular.ttf'),
  semiBold: join(fontsFolder, 'Inter-SemiBold.ttf'),
} as const

export interface Program {
  readonly name: string
  readonly path: string
  /** Debian's package of it. */
  readonly debian: string
}

export const programs = {
  chromium: { name: 'Chromium', path: '/usr/bin/chromium', debian: 'chromium' },
  libreOffice: {
    name: 'LibreOffice',
    path: '/usr/bin/soffice',
    debian: 'libreoffice-writer-nogui',
  },
  pdftotext: { name: 'pdftotext', path: '/usr/bin/pdftotext', debian: 'poppler-utils' },
} as const satisfies Record<string, Program>

/**
 * What to say of a program that is not installed, or null.
 *
 * @throws Error when absent under `CI=true`, where a rival left out would go unnoticed
 */
export function absence({ name, path, debian }: Program): string | null {
  if (existsSync(path)) return null
  const sentence = `${name} is absent; install it with \`apt-get install -y ${debian}\`.`
  if (process.env['CI'] === 'true') throw new Error(sentence)
  return sentence
}
