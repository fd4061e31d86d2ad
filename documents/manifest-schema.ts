import { z } from 'zod'
import { reasons } from '../pack/reason.ts'

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256, lower-case hex')
const dateTime = z.iso.datetime()
const version = z.string().regex(/^\d+\.\d+\.\d+$/)

const section = z
  .strictObject({
    id: z.string().min(1).describe('Artefact id; `id/row` for a row of a list artefact'),
    source: z.enum(['model', 'cache', 'static', 'reviewed']),
    reason: z
      .enum(reasons)
      .nullable()
      .describe('Why the text is standard text; null when it is not'),
    model: z.string().nullable().describe('Name the model server gave'),
    promptVersion: z.string().nullable(),
    generatedAt: dateTime.nullable(),
    freshUntil: dateTime.nullable().describe('Null: never stale, or not generated'),
    judgedBy: z
      .strictObject({ model: z.string(), promptVersion: z.string() })
      .optional()
      .describe('A second model that looked for statements without support, and found none'),
    approval: z
      .strictObject({ by: z.string(), at: dateTime, edited: z.boolean() })
      .optional()
      .describe('The person who read the text, and whether in their own words'),
  })
  .describe('Where a section of a file comes from')

const file = z.strictObject({
  path: z.string().min(1).describe('Relative to the pack’s top folder'),
  bytes: z.int().nonnegative(),
  sha256,
  packedSha256: sha256
    .optional()
    .describe('Of the file as the zip holds it, deflated; absent before 0.2.0'),
  document: z.string().nullable().describe('Document or artefact id; null for a notice'),
  template: z.string().min(1).describe('Template id and version: `01-record-of-processing@1.0.0`'),
  citations: z.array(z.string()).describe('Sources the text rests on, as in SOURCES.md'),
  reviewed: z.iso.date().describe('When a person last reviewed the template'),
  accessible: z.boolean().describe('PDF/UA-1, or plain text'),
  sections: z.array(section).describe('Empty for a file of template text only'),
})

/** `manifest.json`, as its bytes are signed. */
export const manifest = z.strictObject({
  schema: z.literal('packhorse.manifest/1'),
  folder: z.string().min(1).optional().describe('The zip’s one top folder; absent before 0.2.0'),
  order: z.string().min(1).describe('Public order id'),
  pack: z.string().min(1),
  contentVersion: version.describe('Of the templates, standard texts and rules that printed it'),
  questionnaireVersion: version
    .optional()
    .describe('The contentVersion whose questions were answered; absent before 0.2.0'),
  tier: z.enum(['self-serve', 'full']),
  release: z.int().positive(),
  createdAt: dateTime.describe('From the order or its newest text, not from a clock'),
  lawAsOf: z.iso.date(),
  jurisdictions: z.array(z.string().min(1)),
  questionnaireSha256: sha256.describe('Of the answers as canonical JSON (RFC 8785)'),
  generator: z.string().min(1),
  keyId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('Names the public key; see openssl in README'),
  withheld: z.array(z.strictObject({ id: z.string(), reason: z.enum(reasons).nullable() })),
  leftOut: z.array(z.strictObject({ document: z.string(), reason: z.string() })),
  degraded: z.boolean().describe('A section that should be tailored is standard or withheld'),
  files: z.array(file),
})

export type Manifest = z.infer<typeof manifest>
export type ManifestFile = z.infer<typeof file>
export type ManifestSection = z.infer<typeof section>

/** The JSON Schema that `pack/manifest.schema.json` holds for readers outside this code. */
export function manifestJsonSchema(): Record<string, unknown> {
  const title = 'Packhorse manifest'
  return { ...z.toJSONSchema(manifest, { target: 'draft-2020-12' }), title }
}
