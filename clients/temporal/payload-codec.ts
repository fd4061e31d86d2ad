import type { Payload, PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'
import { keyIdOf, seal, unseal } from '../seal.ts'

const { Payload: Payloads } = proto.temporal.api.common.v1

/** As Temporal's own samples and tools name it. */
const encrypted = 'binary/encrypted'

/** What a payload is sealed for: nothing else of ours is opened as one. */
const bound = 'temporal payload'

/**
 * Keeps from the Temporal server what workflows and activities say to each other: arguments, results,
 * summaries and, with `failure-converter.ts`, messages and stacks of failures.
 *
 * @param keys base64 of 32 bytes each, newest first: the newest seals, each opens
 */
export function createPayloadCodec(keys: readonly string[]): PayloadCodec {
  const known = keys.map((key) => {
    const bytes = Buffer.from(key, 'base64')
    return { bytes, id: keyIdOf(bytes) }
  })
  const [newest] = known
  if (newest === undefined) throw new Error('A payload codec without a key.')

  function close(payload: Payload): Payload {
    const plain = Payloads.encode(payload).finish()
    return {
      metadata: {
        encoding: Buffer.from(encrypted),
        'encryption-key-id': Buffer.from(newest!.id),
      },
      data: seal(newest!.bytes, plain, bound),
    }
  }

  function open(payload: Payload): Payload {
    // Also of before there was a key, or of what another tool wrote.
    if (textOf(payload, 'encoding') !== encrypted) return payload
    const id = textOf(payload, 'encryption-key-id')
    const key = known.find((one) => one.id === id)
    const plain = key && unseal(key.bytes, payload.data ?? new Uint8Array(), bound)
    if (!plain)
      throw new Error(
        `A payload was sealed by the key ${id}, which PAYLOAD_KEY lacks, or was changed since; put that key back, behind the newest one and a comma.`,
      )
    return Payloads.decode(plain)
  }

  return {
    encode: async (payloads) => payloads.map(close),
    decode: async (payloads) => payloads.map(open),
  }
}

const textOf = ({ metadata }: Payload, name: string) =>
  Buffer.from(metadata?.[name] ?? []).toString()
