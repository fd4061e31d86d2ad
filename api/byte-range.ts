import type { IncomingHttpHeaders } from 'node:http'

/** Inclusive offsets. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The one range that was asked for (RFC 9110, 14.2). Null: send everything, as also for several
 * ranges, for units that are not bytes, and when `If-Range` names another version.
 */
export function byteRange(
  headers: IncomingHttpHeaders,
  etag: string,
  size: number,
): ByteRange | 'unsatisfiable' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '')
  const ifRange = headers['if-range']
  if (asked === null || (ifRange !== undefined && ifRange !== etag)) return null
  const [, first = '', last = ''] = asked
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return start < size && start <= end ? { start, end } : 'unsatisfiable'
}
