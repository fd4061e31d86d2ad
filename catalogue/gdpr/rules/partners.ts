import { sentence } from '../../../pack/sentence.ts'
import type { GdprAnswers } from '../questionnaire.ts'

/**
 * The firms whose pixels or content the website loads, as far as this kind is meant; empty where they
 * were not named. They are asked for together, since most networks offer both.
 */
export function partnersOf(kind: 'marketing' | 'embedded', { use }: GdprAnswers): string {
  const { adPartners, cookies } = use
  if (!adPartners) return ''
  const isBoth = cookies.includes('marketing') && cookies.includes('embedded')
  if (!isBoth) return adPartners
  return kind === 'marketing'
    ? sentence`those of ${adPartners} whose pixels our website loads`
    : sentence`those of ${adPartners} whose content our website shows`
}
