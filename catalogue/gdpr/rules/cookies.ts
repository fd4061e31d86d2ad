import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { cookieKinds, type systemUses } from '../questions/choices.ts'
import { partnersOf } from './partners.ts'
import { vendorOf } from './systems.ts'

export const cookieShape = z.strictObject({
  id: words,
  kind: words,
  purpose: words,
  /** Needs consent (ePrivacy Art. 5(3); PECR reg. 6). */
  consent: z.boolean(),
  reason: words,
  /** The UK exception that may stand in for consent: `statistics`; empty without one. */
  exception: perhaps,
  /** Who probably sets them: systems of the firm, `Google (Google Analytics)`, or those it named. */
  setBy: z.array(words),
})

type Cookie = z.infer<typeof cookieShape>
type Kind = keyof typeof cookieKinds

interface CookieRule extends Pick<Cookie, 'purpose' | 'consent' | 'reason'> {
  /** The UK exception that may stand in for consent (PECR Sch. A1, since 5 February 2026). */
  readonly ukException?: string
  /** What the systems that set them are used for. */
  readonly uses: readonly (keyof typeof systemUses)[]
}

/** What is strictly needed for what the visitor asked for is exempt; nothing else surely is. */
const rules: Readonly<Record<Kind, CookieRule>> = {
  needed: {
    purpose: 'show the page safely, keep the log-in and the basket, remember the cookie choice',
    consent: false,
    reason: 'strictly needed for what the visitor asked for',
    uses: ['website', 'shop', 'booking'],
  },
  preferences: {
    purpose: 'remember language and layout',
    consent: true,
    reason: 'not strictly needed, unless the visitor set the preference expressly',
    ukException: 'appearance',
    uses: ['website', 'shop', 'booking'],
  },
  statistics: {
    purpose: 'count visits and learn which pages are used',
    consent: true,
    reason: 'not strictly needed',
    ukException: 'statistics',
    uses: ['analytics'],
  },
  marketing: {
    purpose: 'measure advertising and show it to the same visitor elsewhere',
    consent: true,
    reason: 'not strictly needed',
    uses: [],
  },
  embedded: {
    purpose: 'show videos, maps, fonts or chat that come from others',
    consent: true,
    reason: 'others can read and set data on the device',
    uses: [],
  },
}

/** The kinds that were ticked, and those that every website or its statistics set. */
export function cookiesOf(answers: GdprAnswers) {
  const { use } = answers
  const counted: Kind[] = use.purposes.includes('analytics') ? ['statistics'] : []
  const kinds = new Set<Kind>(['needed', ...use.cookies, ...counted])
  const cookies = Object.keys(cookieKinds)
    .filter((id): id is Kind => kinds.has(id as Kind))
    .map((id) => cookieOf(id, answers))
  return { cookies, consentCookies: cookies.filter(({ consent }) => consent) }
}

function cookieOf(id: Kind, answers: GdprAnswers): Cookie {
  const { uses, ukException = '', ...rule } = rules[id]
  const { place, systems } = answers
  const partners = id === 'marketing' || id === 'embedded' ? partnersOf(id, answers) : ''
  return {
    id,
    kind: cookieKinds[id],
    ...rule,
    exception: place.where === 'eu' ? '' : ukException,
    setBy: [
      ...systems.filter(({ use }) => uses.includes(use)).map(vendorOf),
      ...(partners ? [partners] : []),
    ],
  }
}

/** What only those do who have a website. */
const online: readonly string[] = ['website', 'analytics', 'online-accounts']

export function hasWebsite({ company, use }: GdprAnswers): boolean {
  return Boolean(company.website) || use.purposes.some((id) => online.includes(id))
}
