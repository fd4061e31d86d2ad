import { askErasure, askReading, checkout, correction, download, erasure } from './operations.ts'
import {
  erasedOrder,
  file,
  inHeader,
  inPath,
  inQuery,
  json,
  page,
  problem,
  redirect,
  retryAfter,
  token,
  unknownLink,
} from './parts.ts'
import { ref } from './schemas.ts'

/** Path templates as OpenAPI writes them; every route of `app.ts` but the pages' assets. */
export const paths = {
  '/': { get: { summary: 'Catalogue', responses: { 200: page('The packs sold.') } } },
  '/packs/{pack}': {
    get: {
      summary: 'Questionnaire with the price of each tier',
      parameters: [inPath('pack')],
      responses: { 200: page('The order form.'), 404: problem('No such pack.') },
    },
  },
  '/packs/{pack}/sample.zip': {
    get: {
      summary: 'The pack of a fictional firm, marked as a sample',
      parameters: [inPath('pack')],
      responses: {
        200: file('The sample.'),
        404: problem('No such pack, or it has no sample.'),
        503: { ...problem('It cannot be made at this moment.'), headers: retryAfter },
      },
    },
  },
  '/packs/{pack}/questions.json': {
    get: {
      summary: 'JSON Schema (2020-12) of the answers',
      parameters: [inPath('pack')],
      responses: { 200: json('The schema.', { type: 'object' }), 404: problem('No such pack.') },
    },
  },
  '/checkout': { post: checkout },
  '/checkout/done': {
    get: {
      summary: 'Where Stripe’s page sends the buyer back to',
      parameters: [inQuery('session_id', { type: 'string' })],
      responses: {
        303: redirect('To the order’s page.'),
        404: problem('No order of ours has this session.'),
        429: { ...problem('Too many from this address.'), headers: retryAfter },
      },
    },
  },
  '/checkout/cancelled': {
    get: {
      summary: 'Where Stripe’s page sends a buyer who turned back',
      parameters: [inQuery('pack', { type: 'string' })],
      responses: { 200: page('Nothing was charged.') },
    },
  },
  '/recover': {
    get: { summary: 'Where a lost link is asked for', responses: { 200: page('The form.') } },
    post: {
      summary: 'Has the links of an e-mail address’s paid orders mailed to it',
      description: 'The same answer in the same time, whether the address has any or not.',
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: ref('Recovery') },
          'application/x-www-form-urlencoded': { schema: ref('Recovery') },
        },
      },
      responses: {
        202: json('Asked for.', { type: 'object' }),
        303: redirect('The same for a form: to a page that says so.'),
        400: problem('The body cannot be read.'),
        413: problem('The body is too large.'),
        415: problem('Neither a form nor JSON.'),
        422: problem('It is no e-mail address.'),
        429: {
          ...problem('Too often from this network or for this address.'),
          headers: retryAfter,
        },
        503: problem('The database is away.'),
      },
    },
  },
  '/recover/sent': {
    get: { summary: 'What whoever asked is told', responses: { 200: page('The same for all.') } },
  },
  '/orders/{token}/resend': {
    post: {
      summary: 'Has the links of the order’s customer mailed to its e-mail address once more',
      parameters: [token],
      responses: {
        202: json('Asked for.', { type: 'object' }),
        303: redirect('The same for a browser: back to the order’s page.'),
        404: unknownLink,
        410: erasedOrder,
        429: {
          ...problem('Too often from this network or for this address.'),
          headers: retryAfter,
        },
        503: problem('The database is away.'),
      },
    },
  },
  '/imprint': { get: { summary: 'Who sells', responses: { 200: page('The seller.') } } },
  '/privacy': {
    get: { summary: 'What is stored, and who sees it', responses: { 200: page('The notice.') } },
  },
  '/terms': { get: { summary: 'Terms and refunds', responses: { 200: page('The terms.') } } },
  '/terms/{version}': {
    get: {
      summary: 'The terms as an order agreed to them',
      parameters: [inPath('version')],
      responses: { 200: page('The terms of that date.'), 404: problem('No such version.') },
    },
  },
  '/webhooks/stripe': {
    post: {
      summary: 'Stripe’s events, signed with the endpoint’s secret',
      parameters: [inHeader('Stripe-Signature', { type: 'string' })],
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
      responses: {
        200: json('Stored, known already, or not about us.', { type: 'object' }),
        400: problem('Not signed by us, altered, or too old.'),
        503: problem('Not stored; deliver it again.'),
      },
    },
  },
  '/orders/{token}': {
    get: {
      summary: 'Where the order stands',
      parameters: [token],
      responses: {
        200: {
          description: 'As JSON, or as the customer’s page.',
          content: {
            'application/json': { schema: ref('Order') },
            'text/html': { schema: { type: 'string' } },
          },
        },
        404: unknownLink,
        410: erasedOrder,
        503: { ...problem('The database is away.'), headers: retryAfter },
      },
    },
  },
  '/orders/{token}/again': {
    get: {
      summary: 'The form as it was filled in, while the order can be sent again',
      parameters: [token],
      responses: {
        200: page('The form.'),
        303: redirect('To the order’s page, once it is paid or its pack is sold no more.'),
        404: unknownLink,
        410: erasedOrder,
      },
    },
  },
  '/orders/{token}/corrections': {
    get: {
      summary: 'The answers as they stand, to be corrected',
      parameters: [token],
      responses: {
        200: {
          description: 'As JSON, or as the form.',
          content: {
            'application/json': { schema: ref('Answers') },
            'text/html': { schema: { type: 'string' } },
          },
        },
        404: unknownLink,
        410: erasedOrder,
        409: problem('They cannot be corrected, or not any more; `reason` says why.'),
      },
    },
    post: correction,
  },
  '/orders/{token}/sections/{section}/reading': { post: askReading },
  '/orders/{token}/erasure': { get: erasure, post: askErasure },
  '/orders/{token}/erasure/certificate.json': {
    get: {
      summary: 'Certificate of erasure, signed: Ed25519 over the UTF-8 bytes of `signed`',
      parameters: [token],
      responses: {
        200: json('The certificate.', ref('Certificate')),
        404: problem('No order has this link, or it was not erased.'),
      },
    },
  },
  '/orders/{token}/copy.json': {
    get: {
      summary: 'What is stored of the order and says something of its customer',
      parameters: [token],
      responses: {
        200: json('The copy.', { type: 'object' }),
        404: unknownLink,
        410: erasedOrder,
        503: { ...problem('The database is away.'), headers: retryAfter },
      },
    },
  },
  '/orders/{token}/events': {
    get: {
      summary: 'The same, live: `status` events until the order is at a final state',
      parameters: [token],
      responses: {
        200: json('Server-sent events.', { type: 'string' }, 'text/event-stream'),
        404: unknownLink,
        410: erasedOrder,
        429: { ...problem('Too many streams of this order or address.'), headers: retryAfter },
        503: { ...problem('Too many streams, or the database is away.'), headers: retryAfter },
      },
    },
  },
  '/orders/{token}/pack.zip': { get: download },
  '/.well-known/packhorse-signing-key': {
    get: {
      summary: 'Public keys of the manifests’ signatures, newest first',
      responses: { 200: json('PEM.', { type: 'string' }, 'application/x-pem-file') },
    },
  },
  '/healthz': {
    get: {
      summary: 'The process answers',
      responses: { 200: json('It does.', { type: 'object' }) },
    },
  },
  '/readyz': {
    get: {
      summary: 'What the process needs, and what it can do without',
      responses: {
        200: json('Ready, perhaps with something degraded.', ref('Readiness')),
        503: json('Not ready.', ref('Readiness')),
      },
    },
  },
  '/openapi.json': {
    get: {
      summary: 'This description',
      responses: { 200: json('OpenAPI 3.1.', { type: 'object' }) },
    },
  },
} as const
