import type { DocumentSummary } from '../../api/pages/offer.ts'
import { canImprove, messageFor } from '../../pack/notice.ts'
import type { Reason } from '../../pack/reason.ts'
import type { OrderStatus, ReleaseStatus, SectionStatus } from '../../pack/status.ts'

/** One order in each state that its page can show, as its JSON would tell it. */

const order = {
  order: 'ord_7Q2M4K9X1B',
  pack: 'gdpr',
  tier: 'self-serve',
  attention: null,
  release: null,
  releases: [],
  sections: [],
  leftOut: [],
  nextUpdateBy: null,
} as const

const release = (version: number, degraded: boolean): ReleaseStatus => ({
  version,
  sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  bytes: version * 700_000 + 12_345,
  degraded,
  publishedAt: `2026-11-21T14:0${version}:30.000Z`,
  url: '/orders/token/pack.zip',
})

type Titled = readonly [id: string, title: string]

interface Standing {
  readonly source?: SectionStatus['source']
  readonly reason?: Reason | null
  readonly freshUntil?: string | null
}

function section([id, title]: Titled, standing: Standing = {}): SectionStatus {
  const { source = 'static', reason = 'not-yet', freshUntil = null } = standing
  const cause = reason === null ? null : { reason }
  const open = cause !== null && canImprove(cause)
  const message = messageFor({ source, cause, canImprove: open })
  const generatedAt = cause === null ? '2026-11-21T14:02:11.000Z' : null
  const writtenBy = generatedAt === null ? null : '4b'
  return {
    id,
    title,
    source,
    reason,
    message,
    canImprove: open,
    writtenBy,
    generatedAt,
    freshUntil,
  }
}

const tailored = { source: 'model', reason: null, freshUntil: '2026-11-28T14:02:11.000Z' } as const
const refused = { reason: 'refused' } as const
const unreachable = { reason: 'unreachable' } as const

const titles = {
  descriptions: ['processing-descriptions', 'Processing descriptions'],
  notice: ['notice-section', 'Privacy notice: purposes and bases'],
  plan: ['risk-plan', 'Risk summary and 90-day plan'],
} as const

const delivered = { release: release(1, true), releases: [release(1, true)] }
const improved = { release: release(2, false), releases: [release(2, false), release(1, true)] }
const nextUpdateBy = '2026-11-21T14:20:00.000Z'

export const statuses = {
  'awaiting-payment': { ...order, state: 'awaiting-payment' },
  'payment-pending': { ...order, state: 'payment-pending' },
  'payment-failed': { ...order, state: 'payment-failed' },
  expired: { ...order, state: 'expired' },
  'parked-unpaid': { ...order, state: 'awaiting-payment', attention: 'parked' },
  paid: {
    ...order,
    state: 'paid',
    sections: Object.values(titles).map((title) => section(title)),
  },
  improving: {
    ...order,
    ...delivered,
    state: 'improving',
    sections: [
      section(titles.descriptions, tailored),
      section(titles.notice),
      section(titles.plan),
    ],
    nextUpdateBy,
  },
  'improving-late': {
    ...order,
    ...delivered,
    state: 'improving',
    sections: [
      section(titles.descriptions, unreachable),
      section(titles.notice, refused),
      section(titles.plan, { reason: 'review-pending' }),
    ],
    nextUpdateBy,
  },
  complete: {
    ...order,
    ...improved,
    state: 'complete',
    sections: [
      section(titles.descriptions, tailored),
      section(titles.notice, { ...tailored, source: 'cache' }),
      section(titles.plan, { ...tailored, source: 'reviewed', freshUntil: null }),
    ],
  },
  'complete-degraded': {
    ...order,
    ...delivered,
    state: 'complete',
    sections: Object.values(titles).map((title) => section(title, refused)),
  },
  'complete-withheld': {
    ...order,
    ...delivered,
    tier: 'full',
    state: 'complete',
    sections: [
      section(titles.notice, tailored),
      section(['briefing', 'Briefing'], { ...refused, source: 'withheld' }),
    ],
  },
  'parked-delivered': {
    ...order,
    ...delivered,
    state: 'complete',
    attention: 'parked',
    sections: [section(titles.notice, refused)],
  },
  revoked: {
    ...order,
    ...delivered,
    state: 'revoked',
    sections: [section(titles.notice, refused)],
  },
} as const satisfies Record<string, OrderStatus>

export type StatusName = keyof typeof statuses

const titled = [
  {
    number: '01',
    title: 'Record of processing activities',
    summary:
      'The register of what you do with personal data that the law asks every firm to be able to show.',
    minutes: 25,
  },
  {
    number: '02',
    title: 'Privacy notice for customers',
    summary: 'Tells the people whose data you hold what you do with them, ready to publish.',
    minutes: 15,
  },
  {
    number: '05',
    title: 'Breach procedure and log',
    summary: 'What to do in the first 72 hours, and the log of every breach.',
    minutes: 10,
  },
  {
    number: '08',
    title: 'Rights-request procedure and log',
    summary: 'How to answer within a month when somebody asks for their data.',
    minutes: 10,
  },
  {
    number: '09',
    title: 'Retention schedule',
    summary: 'What you keep, for how long, why, and how it is deleted.',
    minutes: 20,
  },
]

export const documents: readonly DocumentSummary[] = titled.map((document) => ({
  ...document,
  formats: ['pdf'],
  preview:
    document.number === '01'
      ? {
          picture: '/assets/mark.svg',
          width: 440,
          height: 622,
          pages: 9,
          contents: ['How to use this record', '1. Who is responsible'],
        }
      : null,
}))
