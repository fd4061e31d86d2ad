import { type LeakSide, leakThings, type ToldIncident } from '../../pack/telling.ts'
import type { KindWords } from './draft.ts'
import { putRight } from './means.ts'
import { versionWords } from './pack-words.ts'
import type { Told } from './words.ts'

interface ToldOfLeak extends Told {
  readonly incident: ToldIncident
}

interface Side extends Pick<KindWords, 'subject' | 'toDo'> {
  /** Whose pack held what. */
  readonly whose: (thing: string) => string
}

/** What follows in law for whoever has the copy, we do not say. */
const deleteIt =
  'Please do not use what is another’s, nor copy it or pass it on. Delete every version of the pack that you have downloaded, and whatever you took out of it, also from backups and from where you have sent it. Then reply to this letter, and say whether that is done and who else may have seen it. This letter has no link, so that it does not hand the copy out once more: if you need your pack, say so in your reply.'

const bearInMind =
  'Please bear in mind that somebody else may know what is yours, and be careful with letters and calls that make use of it. Whether you have to tell anybody yourself, such as people whose details you gave us, is for you to decide, with whoever advises you; reply to this letter, and we send you what we know.'

const sides: Readonly<Record<LeakSide, Side>> = {
  got: {
    subject: 'Your pack held data of another customer',
    whose: (thing) => `your pack held ${thing} of another customer, which were not meant for you`,
    toDo: deleteIt,
  },
  lost: {
    subject: 'Your data stood in another customer’s pack',
    whose: (thing) =>
      `another customer’s pack held ${thing} of yours, which you gave us for this order`,
    toDo: `You need do nothing for us. ${bearInMind}`,
  },
  both: {
    subject: 'Your data and another customer’s were mixed up',
    whose: (thing) =>
      `your pack held ${thing} of another customer, and another customer’s pack held the same of yours`,
    toDo: `${deleteIt} ${bearInMind}`,
  },
}

/** Whose pack holds what is another’s gets no link to it from us. */
export const isKeptBack = ({ leak }: ToldIncident) => leak !== null && leak.side !== 'lost'

/** How many there are to delete. */
function versionsWords(told: ToldOfLeak): string {
  const { length } = told.status.releases
  if (length === 0 || told.order.state === 'revoked') return versionWords(told)
  return length === 1
    ? 'There is one version of your pack so far.'
    : `There are ${length} versions of your pack so far.`
}

/** @param during the time of it, which begins the first sentence @throws Error where nobody said what leaked */
export function leakWords(told: ToldOfLeak, during: string): KindWords {
  const { leak } = told.incident
  if (leak === null) throw new Error('Nobody has said what leaked to whom.')
  const { subject, whose, toDo } = sides[leak.side]
  return {
    subject,
    heading: subject,
    happened: `${during} ${whose(leakThings[leak.thing])}.`,
    means: leak.side === 'lost' ? [] : [versionsWords(told)],
    did: [
      putRight(told.incident),
      ...(told.order.linkGeneration > 1
        ? ['The first link to your order’s page was withdrawn, and opens nothing.']
        : []),
    ].join(' '),
    toDo,
  }
}
