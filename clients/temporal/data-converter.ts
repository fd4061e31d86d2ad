import { join } from 'node:path'
import type { DataConverter } from '@temporalio/common'
import { createPayloadCodec } from './payload-codec.ts'

/** Loaded by workers, clients and workflows by its path. */
export const failureConverterPath = join(
  import.meta.dirname,
  '../../workflows/failure-converter.ts',
)

/** What this process says to Temporal, sealed by `PAYLOAD_KEY`; undefined without one: in clear. */
export function dataConverterFor(keys: readonly string[] | undefined): DataConverter | undefined {
  if (keys === undefined) return undefined
  return { payloadCodecs: [createPayloadCodec(keys)], failureConverterPath }
}
