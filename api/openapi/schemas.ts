import { orderStates, type Tier } from '../../pack/order.ts'
import { reasons } from '../../pack/reason.ts'
import type { Source } from '../../pack/source.ts'

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }
const minorUnits = { type: 'integer', minimum: 0 }
const time = { type: 'string', format: 'date-time' }
const tier = { enum: ['self-serve', 'full'] satisfies Tier[] }
const sources: Source[] = ['model', 'cache', 'static', 'reviewed', 'withheld']

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const list = (items: object) => ({ type: 'array', items })
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })

/** All of them are required. */
const object = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
})

const release = object({
  version: { type: 'integer', minimum: 1 },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  bytes: count,
  degraded: { type: 'boolean', description: 'Some section could be better than it is.' },
  publishedAt: time,
  url: { type: 'string', format: 'uri' },
  corrections: {
    ...list(
      object({
        at: time,
        questions: list(text),
        documents: list(
          object({ id: text, title: text, became: { enum: ['changed', 'added', 'removed'] } }),
        ),
      }),
    ),
    description: 'Of the answers, since the version before.',
  },
})

const section = object({
  id: text,
  title: text,
  source: { enum: sources },
  reason: { enum: [...reasons, null], description: 'Why it is not tailored; null when it is.' },
  message: { type: 'string', description: 'Plain words for the customer.' },
  canImprove: { type: 'boolean' },
  writtenBy: {
    enum: ['4b', '32b', null],
    description: 'The class of model that wrote it: the smaller one when any part is its.',
  },
  generatedAt: orNull(time),
  freshUntil: orNull(time),
  readBy: {
    ...orNull(time),
    description: 'By when a person reads it, at your wish; null: nobody does.',
  },
  mayBeRead: { type: 'boolean', description: 'You may have a person read it.' },
  restsOn: {
    ...list(object({ cite: text, url: orNull({ type: 'string', format: 'uri' }) })),
    description: 'The sources of a text that was written for a like firm.',
  },
})

export const schemas = {
  Checkout: {
    type: 'object',
    required: ['pack', 'tier', 'email', 'answers', 'consent'],
    properties: {
      pack: text,
      tier,
      email: { type: 'string', format: 'idn-email', maxLength: 254 },
      answers: { type: 'object', description: 'As /packs/{pack}/questions.json describes them.' },
      confirmed: {
        type: 'array',
        items: { type: 'string' },
        description: 'Paths of answers that were asked back with a 422, and are right.',
      },
      consent: { const: true, description: 'To the terms, and to delivery at once.' },
      currency: { enum: ['eur', 'gbp'], description: 'Left out: that of the firm’s country.' },
    },
  },
  Recovery: object({ email: { type: 'string', format: 'idn-email', maxLength: 254 } }),
  Confirmation: object({ confirm: { const: 'erase' } }),
  Certificate: object({
    signed: { type: 'string', description: 'The certificate itself, as JSON.' },
    signature: { type: 'string', description: 'Base64.' },
    algorithm: { const: 'Ed25519' },
    keyId: text,
    keys: { type: 'string', format: 'uri' },
  }),
  Ordered: object({
    order: text,
    token: { type: 'string', description: 'The secret part of the order’s link.' },
    url: { type: 'string', format: 'uri', description: 'Stripe’s page, to pay on.' },
  }),
  Order: object({
    order: text,
    pack: text,
    tier,
    state: { enum: orderStates },
    attention: { enum: ['parked', 'review', null] },
    release: orNull(ref('Release')),
    releases: list(ref('Release')),
    sections: list(ref('Section')),
    leftOut: list(object({ number: text, reason: text })),
    nextUpdateBy: orNull(time),
    moneyBack: orNull(
      object({
        currency: { enum: ['eur', 'gbp'] },
        owed: minorUnits,
        refunded: minorUnits,
        failed: minorUnits,
      }),
    ),
    takenBack: orNull({ enum: ['refunded', 'dispute-lost'] }),
    correctable: orNull(object({ until: time, left: count })),
    correcting: { type: 'boolean', description: 'A release of corrected answers is on its way.' },
  }),
  Answers: object({
    order: text,
    revision: { type: 'integer', minimum: 1 },
    answers: { type: 'object', description: 'As /packs/{pack}/questions.json describes them.' },
    until: time,
    left: count,
  }),
  Correction: {
    type: 'object',
    required: ['answers'],
    properties: {
      answers: { type: 'object', description: 'All of them, with those that are corrected.' },
      revision: {
        type: 'integer',
        description: 'Of the answers that were corrected; others by now: 409.',
      },
      confirmed: {
        type: 'array',
        items: { type: 'string' },
        description: 'Paths of answers that were asked back with a 422, and are right.',
      },
    },
  },
  Release: release,
  Section: section,
  Readiness: object({
    ready: { type: 'boolean' },
    checks: { type: 'object', additionalProperties: { enum: ['ok', 'failed', 'degraded'] } },
  }),
  Problem: {
    type: 'object',
    required: ['type', 'status', 'title', 'detail'],
    properties: {
      type: text,
      status: { type: 'integer' },
      title: text,
      detail: text,
      fields: {
        type: 'object',
        additionalProperties: text,
        description: 'A sentence for each answer that cannot be used, by its path.',
      },
    },
  },
} as const
