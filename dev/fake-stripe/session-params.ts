import { z } from 'zod'

export const wholeNumber = z
  .string()
  .regex(/^\d{1,8}$/, 'must be a non-negative integer')
  .transform(Number)
const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true')
const webAddress = z.url({ protocol: /^https?$/ })
const switched = z.strictObject({ enabled: yesNo })

// https://docs.stripe.com/api/metadata
export const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((record) => Object.keys(record).length <= 50, 'must have at most 50 keys')

const lineItem = z.strictObject({
  quantity: wholeNumber,
  price_data: z.strictObject({
    currency: z.string().regex(/^[a-z]{3}$/, 'must be an ISO currency code in lower case'),
    unit_amount: wholeNumber,
    tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).default('unspecified'),
    product_data: z.strictObject({
      name: z.string().min(1).max(250),
      description: z.string().min(1).optional(),
      metadata: metadata.default({}),
    }),
  }),
})

export const expand = z.array(z.string()).default([])
export const expandOnly = z.strictObject({ expand })

/** The part of https://docs.stripe.com/api/checkout/sessions/create that a one-off sale needs. */
export const sessionParams = z.strictObject({
  mode: z.literal('payment'),
  line_items: z.array(lineItem).min(1),
  success_url: webAddress,
  cancel_url: webAddress.optional(),
  client_reference_id: z.string().max(200).optional(),
  customer_email: z.email({ pattern: z.regexes.html5Email }).optional(),
  metadata: metadata.default({}),
  payment_intent_data: z.strictObject({ metadata: metadata.default({}) }).optional(),
  name_collection: z
    .strictObject({ business: z.strictObject({ enabled: z.literal('true') }) })
    .optional(),
  automatic_tax: switched.default({ enabled: false }),
  tax_id_collection: switched.default({ enabled: false }),
  invoice_creation: switched.default({ enabled: false }),
  expand,
})

export type SessionParams = z.infer<typeof sessionParams>
