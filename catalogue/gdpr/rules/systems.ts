import { z } from 'zod'
import { sentence } from '../../../pack/sentence.ts'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { hosting, systemUses } from '../questions/choices.ts'

export const systemShape = z.strictObject({
  name: words,
  vendor: words,
  use: words,
  hosting: words,
})

type System = GdprAnswers['systems'][number]

/** The systems in words, and the vendors that hold data in theirs, each once. */
export function systemsOf({ systems }: GdprAnswers) {
  return {
    systems: systems.map((system) => ({
      ...system,
      use: systemUses[system.use],
      hosting: hosting[system.hosting],
    })),
    vendors: [...new Set(systems.filter(isHosted).map(({ vendor }) => vendor))],
  }
}

/** Who only made what runs on the firm's own equipment holds nothing for it. */
export function isHosted({ hosting }: System): boolean {
  return hosting !== 'own'
}

/** `Xero Ltd (Xero)`; a vendor whose system has its name is named once. */
export function vendorOf({ vendor, name }: { vendor: string; name: string }): string {
  return vendor === name ? vendor : sentence`${vendor} (${name})`
}
