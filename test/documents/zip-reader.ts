import { fromBufferPromise } from 'yauzl'

export interface ReadEntry {
  readonly path: string
  readonly bytes: Buffer
  /** As the DOS fields of the entry say, without a time zone. */
  readonly date: string
  readonly mode: number
}

/** Every entry of a zip, in its order, by a library other than the one that wrote it. */
export async function readZip(bytes: Uint8Array): Promise<ReadEntry[]> {
  const zip = await fromBufferPromise(Buffer.from(bytes))
  const entries: ReadEntry[] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    entries.push({
      path: entry.fileName,
      bytes: Buffer.concat(chunks),
      date: entry.getLastModDate({ timezone: 'UTC' }).toISOString(),
      mode: (entry.externalFileAttributes >>> 16) & 0o777,
    })
  }
  return entries
}
