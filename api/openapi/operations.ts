import {
  erasedOrder,
  file,
  inHeader,
  inQuery,
  json,
  problem,
  redirect,
  retryAfter,
  token,
  unknownLink,
} from './parts.ts'
import { ref } from './schemas.ts'

export const checkout = {
  summary: 'Freezes an order and opens its payment page',
  parameters: [inHeader('Idempotency-Key', { type: 'string', maxLength: 255 })],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: ref('Checkout') },
      'application/x-www-form-urlencoded': { schema: { type: 'object' } },
    },
  },
  responses: {
    201: json('Ordered; nothing is paid yet.', ref('Ordered')),
    303: redirect('The same for a form: on to Stripe’s page.'),
    400: problem('The body cannot be read.'),
    409: problem('The order of this Idempotency-Key has been paid, or its payment page expired.'),
    413: problem('The body is too large.'),
    415: problem('Neither a form nor JSON.'),
    422: problem('Answers cannot be used, or the Idempotency-Key came with another order.'),
    429: { ...problem('Too many orders from this address.'), headers: retryAfter },
    503: problem('Stripe, the database or our press is away; nothing was charged.'),
  },
}

export const correction = {
  summary: 'Corrects the answers; pack, tier and price stay',
  parameters: [token],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: ref('Correction') },
      'application/x-www-form-urlencoded': { schema: { type: 'object' } },
    },
  },
  responses: {
    202: json('Corrected; this release is on its way.', {
      type: 'object',
      required: ['release'],
      properties: { release: { type: 'integer', minimum: 1 } },
    }),
    303: redirect('The same for a form: to the order’s page.'),
    404: unknownLink,
    410: erasedOrder,
    409: problem('They cannot be corrected, not any more, or were from somewhere else meanwhile.'),
    413: problem('The body is too large.'),
    415: problem('Neither a form nor JSON.'),
    422: problem('Answers cannot be used, or none is another.'),
    429: { ...problem('Too many tries from this address.'), headers: retryAfter },
    503: { ...problem('The database or our press is away.'), headers: retryAfter },
  },
}

export const download = {
  summary: 'The newest release, or the version asked for',
  parameters: [
    token,
    inQuery('version', { type: 'integer', minimum: 1 }),
    inHeader('Range', { type: 'string' }),
    inHeader('If-Match', { type: 'string' }),
    inHeader('If-None-Match', { type: 'string' }),
  ],
  responses: {
    200: file('The zip.'),
    202: { ...json('Paid, and seconds away.', { type: 'object' }), headers: retryAfter },
    206: file('The part of the zip that was asked for.'),
    303: redirect('Seconds away, for a browser: to the order’s page.'),
    304: { description: 'The caller has it.' },
    402: problem('Not paid, or not what was ordered.'),
    404: problem('No order has this link, or it has no such version.'),
    410: problem('The order was refunded, or erased.'),
    412: problem('If-Match names another file.'),
    416: { description: 'The file is shorter than the range asked for.' },
    503: {
      ...problem('Storage, database or press is away, or other lost files are being built anew.'),
      headers: retryAfter,
    },
  },
}

export const erasure = {
  summary: 'Whether the order was erased, and what that means',
  parameters: [token],
  responses: {
    200: {
      description: 'As JSON, or as the page where it is asked for.',
      content: {
        'application/json': { schema: { type: 'object' } },
        'text/html': { schema: { type: 'string' } },
      },
    },
    404: unknownLink,
  },
}

export const askReading = {
  summary: 'Has a person of ours read what a language model wrote of a section',
  parameters: [token, { name: 'section', in: 'path', required: true, schema: { type: 'string' } }],
  responses: {
    202: json('Asked for; it stands meanwhile, and what is changed is a new release.', {
      type: 'object',
      properties: { section: { type: 'string' }, until: { type: 'string', format: 'date-time' } },
    }),
    303: redirect('The same for a browser: back to the page.'),
    404: unknownLink,
    409: problem('There is nothing to read, or it is being read or was read already.'),
    410: erasedOrder,
  },
}

export const askErasure = {
  summary: 'Has the order erased for good, after a last letter to its customer',
  parameters: [token],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: ref('Confirmation') },
      'application/x-www-form-urlencoded': { schema: ref('Confirmation') },
    },
  },
  responses: {
    202: json('Asked for; it is erased within the hour, or once its dispute is decided.', {
      type: 'object',
    }),
    303: redirect('The same for a browser: back to the page.'),
    400: problem('The body cannot be read.'),
    404: unknownLink,
    409: problem('It cannot be erased yet; `reason` says why.'),
    413: problem('The body is too large.'),
    415: problem('Neither a form nor JSON.'),
    422: problem('It is not confirmed.'),
    429: { ...problem('Too many from this address.'), headers: retryAfter },
    503: { ...problem('The database is away.'), headers: retryAfter },
  },
}
