import type { Slot } from '../../../pack/slots.ts'
import { type Activity, bases } from '../rules/activity-rows.ts'

/** The legal basis with its article, as the firm tells those whose data they are. */
export function basis(activity: Activity): Slot {
  const meaning =
    'the legal basis with its article, a long noun phrase, as in “We rely on [[BASIS]].”'
  return { placeholder: '[[BASIS]]', meaning, value: told(activity), use: 'once' }
}

/** The same as an assessment speaks of it. */
export function basisInThirdPerson(activity: Activity): Slot {
  const meaning =
    'the legal basis with its article, a long noun phrase, as in “It rests on [[BASIS]].”'
  return { placeholder: '[[BASIS]]', meaning, value: assessed(activity), use: 'allowed' }
}

function told(activity: Activity): string {
  const contract =
    activity.concerns === 'staff'
      ? activity.ground.replace('that the applicant asked for', 'that you asked for')
      : 'our contract with you, or steps before it that you ask for'
  return phrase(activity, {
    consent: `your ${activity.ground}`,
    contract,
    obligation: `our legal obligation under ${activity.ground}`,
    interests: `our legitimate interest in ${activity.interest}`,
    business: 'if you act for a business',
  })
}

function assessed(activity: Activity): string {
  const [contract = ''] = activity.ground.split('; for contacts at businesses, ')
  return phrase(activity, {
    consent: activity.ground,
    contract,
    obligation: `a legal obligation under ${activity.ground}`,
    interests: `the legitimate interest in ${activity.interest}`,
    business: 'for contacts at businesses',
  })
}

type Words = Readonly<
  Record<'consent' | 'contract' | 'obligation' | 'interests' | 'business', string>
>

function phrase({ basis }: Activity, words: Words): string {
  const { consent, contract, obligation, interests, business } = words
  if (basis === bases.consent) return `${consent} (Art. 6(1)(a))`
  if (basis === bases.contract) return `${contract} (Art. 6(1)(b))`
  if (basis === bases.obligation) return `${obligation} (Art. 6(1)(c))`
  if (basis === bases.interests) return `${interests} (Art. 6(1)(f))`
  return `${contract} (Art. 6(1)(b)) or, ${business}, ${interests} (Art. 6(1)(f))`
}

/** The condition for specially protected data (Art. 9 or 10); none without such data. */
export function condition({ conditions }: Activity): Slot[] {
  const settled = conditions.filter(({ article }) => article !== '')
  if (settled.length === 0) return []
  return [
    {
      placeholder: '[[CONDITION]]',
      meaning:
        'the condition under which specially protected data may be used, with its article, a noun phrase, as in “Health data are used under [[CONDITION]].”',
      value: settled.map(({ article, words }) => `${words} (${article})`).join(' and '),
      use: 'allowed',
    },
  ]
}
