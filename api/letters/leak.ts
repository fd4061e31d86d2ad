import { isKeptBack, type LeakSide, leakThings, type ToldIncident } from '../../pack/telling.ts'
import { momentWords } from '../pages/figures.ts'
import type { KindWords } from './draft.ts'
import { putRight } from './means.ts'
import { versionWords } from './pack-words.ts'
import type { Told } from './words.ts'

interface ToldOfLeak extends Told {
  readonly incident: ToldIncident
}

interface Side extends Pick<KindWords, 'subject' | 'toDo'> {
  /** What came where. */
  readonly came: (thing: string) => string
}

/** What follows in law for whoever has the copy, we do not say. */
const deleteIt =
  'Please do not use what is another’s, nor copy it or pass it on. Delete every version of the pack that you have downloaded, but for documents in which there is nothing of another’s, and whatever you took out of the others, also from backups and from where you have sent it. Then reply to this letter, and say whether that is done and who else may have seen it. This letter has no link, so that it does not hand the copy out once more: ask in your reply for a version without it, which costs you nothing.'

/** GDPR and UK GDPR, Art. 33(1) and 34(1): for the people whom a firm's answers name, the firm itself may be responsible. */
const bearInMind =
  'Somebody else may know what is yours: be careful with letters, e-mails and calls that make use of it. If it tells of other people, such as your employees, you may have to notify a data protection authority of it yourself, within 72 hours of learning of it (Article 33 of the GDPR and of the UK GDPR), and tell these people where the risk to them is high (Article 34): please ask whoever advises you today. Reply to this letter, and we send you what we know.'

const sides: Readonly<Record<LeakSide, Side>> = {
  got: {
    subject: 'Your pack held data of another customer',
    came: (thing) =>
      `${thing} from another customer’s order came into your pack, and are not meant for you`,
    toDo: deleteIt,
  },
  lost: {
    subject: 'Your data stood in another customer’s pack',
    came: (thing) => `${thing} from your order came into another customer’s pack`,
    toDo: `You need do nothing for us. ${bearInMind}`,
  },
  both: {
    subject: 'Your data and another customer’s were mixed up',
    came: (thing) =>
      `${thing} from another customer’s order came into your pack, and the same from yours into another customer’s`,
    toDo: `${deleteIt} ${bearInMind}`,
  },
}

/** How many there are to delete. */
function versionsWords(told: ToldOfLeak): string {
  const { length } = told.status.releases
  if (length === 0 || told.order.state === 'revoked') return versionWords(told)
  return length === 1
    ? 'There is one version of your pack so far.'
    : `There are ${length} versions of your pack so far.`
}

/** @throws Error where nobody said what leaked */
export function leakWords(told: ToldOfLeak): KindWords {
  const { leak } = told.incident
  if (leak === null) throw new Error('Nobody has said what leaked to whom.')
  const { subject, came, toDo } = sides[leak.side]
  return {
    subject,
    heading: subject,
    happened: `${byFault(told.incident)} ${came(leakThings[leak.thing])}.`,
    means: leak.side === 'lost' ? [] : [versionsWords(told)],
    did: [
      putRight(told.incident),
      ...(isKeptBack(told.incident) && told.order.linkGeneration > 1
        ? ['Older links to your order’s page open nothing any more.']
        : []),
    ].join(' '),
    toDo,
  }
}

/** Not how long it stood there: whoever has downloaded it has it still. */
function byFault({ beganAt, endedAt }: ToldIncident): string {
  return endedAt === null
    ? `By a fault of ours that began on ${momentWords(beganAt)},`
    : `By a fault of ours between ${momentWords(beganAt)} and ${momentWords(endedAt)},`
}
