import type { GdprAnswers } from '../questionnaire.ts'
import type { cookieKinds } from '../questions/choices.ts'
import { type ActivityId, type ActivityRule, activityRules } from './activities.ts'
import { hasWebsite } from './cookies.ts'

/** How an activity is told of where no section of that document writes about it. */
interface OwnWords {
  /** From collection to deletion, and what is needed for it. */
  readonly record?: string
  /** To those whose data they are. */
  readonly notice?: string
}

interface ImpliedRule extends ActivityRule {
  /** By what the website loads others receive the data. */
  readonly loads?: 'marketing' | 'embedded'
  readonly ownWords?: OwnWords
}

const sharedWithNetwork =
  'Where one of these firms uses the data for its own ends as well, it decides together with the controller on collecting them and passing them on, and on nothing after that (Court of Justice, C-40/17). Look in its terms for the arrangement that Article 26 asks for, and find out in which countries it keeps the data (part 3).'

const withdrawal =
  'The basis is your consent (Article 6(1)(a)). If you refuse, nothing of it is loaded. You withdraw your consent under “Cookie settings” at the foot of each page, as easily as you gave it. How long each entry stays on your device stands in the cookie notice, and who receives the data in part 4.'

/** What nobody chooses as a purpose, since other answers or the law bring it about. */
export const impliedRules = {
  advertising: {
    ...activityRules.analytics,
    title: 'Advertising and pixels of social networks on our website',
    purpose: 'measure our advertising and show it to visitors of the website elsewhere',
    uses: [],
    loads: 'marketing',
    ownWords: {
      record: `If a visitor agrees in the cookie banner, the website loads pixels and like techniques of advertising firms and social networks. The browser sends them technical data, and they set or read entries on the device. Before a yes, and after it was withdrawn, nothing of it is loaded. What visitors type into forms is not needed for it, nor are pages that hint at health or another specially protected matter. ${sharedWithNetwork}`,
      notice: `If you agree in the cookie banner, our website loads pixels and like techniques of advertising firms and social networks. Your browser then sends them technical data, such as your IP address and the pages that you visit, and they set or read entries on your device. We use that to measure our advertising and to show it to you elsewhere. ${withdrawal}`,
    },
  },
  'embedded-content': {
    ...activityRules.analytics,
    title: 'Content of others on our website (videos, maps, fonts, chat)',
    purpose: 'show content on the website that others provide',
    uses: [],
    loads: 'embedded',
    ownWords: {
      record: `If a visitor agrees in the cookie banner, the website loads content from other firms, such as a video or a map. The browser sends them technical data, and they can set or read entries on the device. Before a yes, and after it was withdrawn, the page shows a link or a picture in its place. What the website can serve by itself, such as fonts, need not come from others at all. ${sharedWithNetwork}`,
      notice: `If you agree in the cookie banner, our website shows content that other firms provide, such as videos, maps, fonts or chat. Your browser fetches it from them. So they receive technical data, such as your IP address and the page that you visit, and can set or read entries on your device. ${withdrawal}`,
    },
  },
  accountability: {
    title: 'Data protection requests, complaints and breaches',
    purpose: 'answer people who use their rights or complain, and record data breaches',
    concerns: 'public',
    people: ['customers', 'enquirers', 'staff'],
    data: ['identity', 'contact', 'messages'],
    basis: 'obligation',
    ground: 'our duties to answer people (Chapter III) and on breaches (Articles 33 and 34)',
    uses: ['office'],
    sources: [],
    supply: 'We may ask for what is needed to be sure who you are.',
    recipients: ['the supervisory authority (where involved)'],
    ownWords: {
      notice:
        'When you use one of your rights or complain, we use your data to find out who you are, to answer you and to show later that we did. If something happens to data, we note what it was and whom it concerns. The law obliges us to do so (Article 6(1)(c)).',
    },
  },
} as const satisfies Record<string, ImpliedRule>

/** Whatever stands in the record: purposes that were chosen, and what is implied. */
export type RowId = ActivityId | keyof typeof impliedRules

export const rowRules: Readonly<Record<RowId, ImpliedRule>> = { ...activityRules, ...impliedRules }

/** The purposes that were chosen, and after them what these answers imply. */
export function rowIds(answers: GdprAnswers): RowId[] {
  const chosen: readonly RowId[] = answers.use.purposes
  const implied = (Object.keys(implications) as (keyof typeof implications)[]).filter((id) =>
    implications[id](answers),
  )
  return [...new Set([...chosen, ...implied])]
}

const implications = {
  analytics: stores('statistics'),
  advertising: stores('marketing'),
  'embedded-content': stores('embedded'),
  // Each controller has to do it.
  accountability: () => true,
} satisfies Partial<Record<RowId, (answers: GdprAnswers) => boolean>>

/** Does the website set or load such things on the visitor’s device? */
export function stores(kind: keyof typeof cookieKinds) {
  return (answers: GdprAnswers) => hasWebsite(answers) && answers.use.cookies.includes(kind)
}

/** Does a section of the pack describe it and give the reason for its period? */
export function isOfSection({ id }: { readonly id: string }): boolean {
  const rules: Readonly<Record<string, ImpliedRule>> = rowRules
  return rules[id]?.ownWords?.record === undefined
}
