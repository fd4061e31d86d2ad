import { z } from 'zod'
import type { View } from '../../pack/artefact.ts'
import { everyPackView } from '../every-pack.ts'

const words = z.string().min(1)
const grade = z.enum(['low', 'medium', 'high'])

const risk = z.strictObject({
  id: words,
  title: words,
  asset: words,
  likelihood: grade,
  impact: grade,
  /** By likelihood times impact. */
  level: grade,
  measure: words,
  controls: words,
  inPlace: z.boolean(),
  /** The level once the measure is in place. */
  residual: grade,
  due: z.iso.date(),
})

export const viewSchema = z.strictObject({
  ...everyPackView.shape,
  company: z.strictObject({ name: words, legalName: words, description: words }),
  /** `EU`, `UK`. */
  territories: z.array(words).min(1),
  schemes: z.array(words).min(1),
  person: z.strictObject({ name: words, role: words, email: words }),
  approval: z.strictObject({ name: words, role: words }),
  sites: z.array(z.strictObject({ name: words, use: words })).min(1),
  services: z.array(z.strictObject({ name: words, interfaces: words })).min(1),
  exclusions: z.array(z.strictObject({ what: words, reason: words })),
  /** The gravest first. */
  risks: z.array(risk).min(1),
  /** The five gravest. */
  topRisks: z.array(risk).min(1).max(5),
  /** Those whose measure is not in place. */
  openRisks: z.array(risk),
})

export type InfosecView = z.infer<typeof viewSchema>
export type Risk = InfosecView['risks'][number]

export const infosecView = (view: View) => view as unknown as InfosecView
