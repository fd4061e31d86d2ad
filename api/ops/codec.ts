import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { Problem } from '../problem.ts'
import type { Guard } from './guard.ts'

interface Payload {
  readonly metadata?: Record<string, Uint8Array> | null
  readonly data?: Uint8Array | null
}

/** Seals payloads, and opens them. */
export interface PayloadCodec {
  encode(payloads: Payload[]): Promise<Payload[]>
  /** @throws Error when one does not open */
  decode(payloads: Payload[]): Promise<Payload[]>
}

interface Options {
  readonly count: CountOne
  readonly guard: Guard
  /** Null: payloads are not sealed. */
  readonly codec: PayloadCodec | null
  /** Origin of Temporal UI, whose pages may call; undefined: none may. */
  readonly codecOrigin: string | undefined
}

/** Payloads as Temporal UI sends them: bytes in base64. */
const bodies = z.object({
  payloads: z.array(
    z.object({
      metadata: z.record(z.string(), z.string()).nullish(),
      data: z.string().nullish(),
    }),
  ),
})

type PayloadJson = z.infer<typeof bodies>['payloads'][number]

/**
 * What Temporal UI and the `temporal` command need to show sealed payloads: their “codec server”
 * (https://docs.temporal.io/codec-server). The UI sends the browser's session along.
 */
export async function codecRoutes(app: FastifyInstance, options: Options) {
  const { count, guard, codec, codecOrigin } = options
  const allowUi = async (request: FastifyRequest, reply: FastifyReply) => {
    if (codecOrigin === undefined || request.headers.origin !== codecOrigin) return
    reply
      .header('access-control-allow-origin', codecOrigin)
      .header('access-control-allow-credentials', 'true')
      .header('access-control-allow-headers', 'authorization, content-type, x-namespace')
      .header('vary', 'origin')
  }
  const limited = limitedByAddress(count)
  const known = guard.atLeast('viewer')
  // The UI asks for each page of a history, so only tries at a token are counted.
  const letIn = (request: FastifyRequest, reply: FastifyReply) =>
    known(request, reply).catch(async (stranger: unknown) => {
      await limited(request)
      throw stranger
    })
  const behind = { onRequest: [allowUi, letIn] }
  app.options('/ops/codec/:act', { onRequest: allowUi }, (_request, reply) =>
    reply.code(204).send(),
  )
  for (const act of ['encode', 'decode'] as const)
    app.post(`/ops/codec/${act}`, behind, async ({ body }) => {
      if (codec === null) throw notSealed
      const { success, data } = bodies.safeParse(body)
      if (!success) throw notUnderstood
      const done = await codec[act](data.payloads.map(fromJson)).catch((cause: unknown) => {
        throw notOpened(cause)
      })
      return { payloads: done.map(toJson) }
    })
}

function fromJson({ metadata, data }: PayloadJson): Payload {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, bytesOf(value)])
  return { metadata: Object.fromEntries(entries), data: bytesOf(data ?? '') }
}

function toJson({ metadata, data }: Payload): PayloadJson {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])
  return { metadata: Object.fromEntries(entries), data: base64(data ?? new Uint8Array()) }
}

const bytesOf = (text: string) => Buffer.from(text, 'base64')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

const notUnderstood = new Problem(422, {
  title: 'Payloads not understood',
  detail: 'The body has to be JSON with a list “payloads”, each with its bytes in base64.',
  remedy: 'Give the address that ends in /ops/codec as the codec endpoint of Temporal UI.',
})

const notSealed = new Problem(409, {
  title: 'Payloads are not sealed',
  detail: 'This shop has no PAYLOAD_KEY, so Temporal holds its payloads in clear.',
  remedy: 'Take the codec endpoint out of Temporal UI, or set PAYLOAD_KEY.',
})

function notOpened(cause: unknown): Problem {
  return new Problem(422, {
    title: 'Payload not opened',
    detail: cause instanceof Error ? cause.message : 'It was changed, or is none of ours.',
    remedy: 'Look at PAYLOAD_KEY: it needs the key under which the run was begun, too.',
  })
}
