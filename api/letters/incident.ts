import type { IncidentKind } from '../../pack/incident.ts'
import { isKeptBack, type ToldIncident } from '../../pack/telling.ts'
import { momentWords } from '../pages/figures.ts'
import type { Draft, KindWords } from './draft.ts'
import { leakWords } from './leak.ts'
import { checkWords, delayWords, moneyWords, paidWords, putRight, textsWords } from './means.ts'
import { sectionWords, versionWords } from './pack-words.ts'
import { factsOf, pageOf, type Told } from './words.ts'

export interface ToldOfIncident extends Told {
  readonly incident: ToldIncident
  /** Titles of the sections of the newest release that hold text of that time. */
  readonly writtenThen: readonly string[]
}

/**
 * What a letter about an incident says: what happened, what it means for this order as it stands when the letter
 * goes, what we did, and what its customer has to do.
 */
export function incidentDraft(told: ToldOfIncident): Draft {
  const { incident, title, order } = told
  const { subject, heading, happened, means, did, toDo } = kinds[incident.kind](told)
  const isClosed = order.state === 'revoked'
  return {
    subject: `${subject}: ${title}`,
    heading,
    paragraphs: [happened, incident.words ?? '', means.filter(Boolean).join(' '), did, toDo].filter(
      Boolean,
    ),
    items: [],
    pages: isClosed || isKeptBack(incident) ? [] : [pageOf(told)],
    notes: ['If anything of this is unclear or looks wrong to you, reply to this letter.'],
    facts: factsOf(told),
  }
}

const kinds: Readonly<Record<IncidentKind, (told: ToldOfIncident) => KindWords>> = {
  outage: (told) => ({
    subject: 'An outage that concerned your pack',
    heading: 'Something of ours did not work',
    happened: `${during(told.incident)} a part of our service did not work as it should: packs came later than they should have, or with standard text in place of tailored text.`,
    means: [delayWords(told), versionWords(told), ...sectionWords(told), moneyWords(told)],
    did: goesOn(told),
    toDo: `There is nothing for you to do${told.status.release === null ? '; please do not pay again' : ''}.`,
  }),

  quality: (told) => ({
    subject:
      told.writtenThen.length > 0 ? 'Please check texts of your pack' : 'About texts of your pack',
    heading: 'Some texts were not as good as they should be',
    happened: `${during(told.incident)} some of the texts that were written for packs were not as good as they should be, and may be wrong. Yours may be among them.`,
    means: [versionWords(told), textsWords(told), ...sectionWords(told), moneyWords(told)],
    did: putRight(told.incident),
    toDo: checkWords(told),
  }),

  money: (told) => ({
    subject: 'Please compare what you paid',
    heading: 'Please compare what you paid',
    happened: `${during(told.incident)} some customers paid a sum, or got one back, that was not right. Yours may be among them.`,
    means: [
      paidWords(told),
      moneyWords(told) || 'Nothing of it has gone back so far.',
      versionWords(told),
    ],
    did: putRight(told.incident),
    toDo: 'Please compare this with what your bank shows. If it is the same, there is nothing to do; if not, reply to this letter with the day and the sum. We never ask for the number of a card.',
  }),

  leak: leakWords,

  other: (told) => ({
    subject: 'Something that concerns your order',
    heading: 'Something went wrong on our side',
    happened: `${during(told.incident)} something went wrong on our side that concerns your order.`,
    means: [versionWords(told), ...sectionWords(told), moneyWords(told)],
    did: putRight(told.incident),
    toDo: 'Unless it says so above, there is nothing for you to do.',
  }),
}

/** A parked order waits for one of us. */
function goesOn({ incident, status: { attention } }: ToldOfIncident): string {
  const isOver = incident.endedAt !== null
  const state = isOver ? 'It works again' : 'We are at work on it'
  if (attention === 'parked') return `${state}.`
  return isOver
    ? `${state}, and what waits goes on by itself.`
    : `${state}. What waits goes on by itself as soon as it can.`
}

const during = ({ beganAt, endedAt }: ToldIncident) =>
  endedAt === null
    ? `From ${momentWords(beganAt)} on,`
    : `From ${momentWords(beganAt)}, to ${momentWords(endedAt)},`
