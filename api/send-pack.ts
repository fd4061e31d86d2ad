import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ByteRange, byteRange } from './byte-range.ts'
import { Problem } from './problem.ts'
import type { Shop } from './shop.ts'

export type Release = Awaited<ReturnType<Shop['releases']['files']>>[number]

/** Null when it is not there. */
export type ReadFile = (range?: ByteRange) => Promise<Readable | null>

/** Sends a release, or the part of it that was asked for. @returns whether all of it was sent */
export async function sendPack(
  request: FastifyRequest,
  reply: FastifyReply,
  read: ReadFile,
  fileName: string,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: number },
): Promise<boolean> {
  const etag = `"${sha256}"`
  reply.header('etag', etag).header('accept-ranges', 'bytes').header('cache-control', 'private')
  if (isOther(request.headers['if-match'], etag)) throw changed
  if (isKnown(request.headers['if-none-match'], etag)) return nothing(reply.code(304))
  const range = byteRange(request.headers, etag, bytes)
  if (range === 'unsatisfiable')
    return nothing(reply.code(416).header('content-range', `bytes */${bytes}`))
  const body = await read(range ?? undefined)
  if (body === null) throw missing
  if (range !== null)
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
  reply
    .type('application/zip')
    .header('content-length', range === null ? bytes : range.end - range.start + 1)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(body)
  return range === null
}

/** RFC 9110, 13.1.2: a list, compared weakly, since a proxy that compresses weakens the tag. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(etag) || tags.includes('*')
}

/** RFC 9110, 13.1.1: compared strongly; a program that resumes wants these bytes or none. */
function isOther(ifMatch: string | undefined, etag: string): boolean {
  const tags = ifMatch?.split(',').map((tag) => tag.trim()) ?? [etag]
  return !tags.includes(etag) && !tags.includes('*')
}

function nothing(reply: FastifyReply): false {
  reply.send()
  return false
}

const changed = new Problem(412, {
  title: 'Another version by now',
  detail: 'The file under this address is not the one that If-Match names.',
  remedy: 'Ask for the version that you have, or start the download again.',
})

const notRead = {
  title: 'The pack cannot be read at the moment',
  detail: 'Our storage did not give the file back.',
  remedy: 'Try again in a minute.',
}

const missing = new Problem(503, notRead, {}, 60)
