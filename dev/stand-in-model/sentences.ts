import type { Chance } from './chance.ts'
import type { Facts } from './prompt.ts'

/** What the sentences may draw on: the firm's facts, and those of the one thing asked for. */
export interface Subject {
  readonly firm: Facts
  readonly own: Facts
  readonly chance: Chance
}

/**
 * What a text says, point by point, each in several wordings: the first that was not used yet is
 * taken, and the last names its subject, so that it is always new.
 */
type Points = (subject: Subject) => readonly (readonly string[])[]

/** By the name of the text asked for; a text of another name gets the firm's own facts. */
const points: Readonly<Record<string, Points>> = {
  description: (s) => [
    [
      `[[COMPANY]] collects ${some(s, 'data')} from ${some(s, 'people')} in order to ${text(s, 'purpose')}.`,
    ],
    [`Those who do this work open the data in ${some(s, 'systems')} and nowhere else.`],
    [`What others need for their part goes to ${some(s, 'recipients')}.`],
    [`The data stay for ${text(s, 'retention')}, counted from this point: ${text(s, 'keptFrom')}.`],
    ['At the end they are deleted wherever they were kept, and paper is shredded.'],
  ],
  necessity: (s) => [
    [`Without ${some(s, 'data')} the firm could not ${text(s, 'purpose')}.`],
    [
      `Each kind of data serves that purpose, and the firm asks ${some(s, 'people')} for nothing beyond it.`,
    ],
    ['It should not collect dates of birth here, because nothing in this work depends on them.'],
  ],
  purposes: (s) => [
    [`We use ${some(s, 'data')} to ${text(s, 'purpose')}.`],
    [
      'For you this means that we ask for what the work needs and for nothing else.',
      'You decide what you tell us beyond that, and we do not ask twice.',
      'Nobody here looks at the data for any other reason.',
      'If a detail about you is wrong, tell us and we put it right.',
      `What you tell us for “${text(s, 'title')}” stays with those who do that work.`,
    ],
    [`Our basis is this: ${text(s, 'basis')}.`, `For “${text(s, 'title')}” our basis is the same.`],
    [
      `We keep these data for ${text(s, 'retention')}.`,
      `Here too we keep the data for ${text(s, 'retention')}.`,
      `The data of “${text(s, 'title')}” stay with us for ${text(s, 'retention')}.`,
    ],
  ],
  summary: (s) => [
    [`[[COMPANY]] has a sound start, with ${some(s, 'inPlace')} in place already.`],
    [`The greatest risk lies where data about ${some(s, 'people')} could reach the wrong hands.`],
    [`Much of your work runs through ${some(s, 'systems')}, so a mistake there is felt at once.`],
    [`Close the gaps in the order of the plan, beginning with “${first(s, 'tasks', 'title')}”.`],
    ['None of the steps needs a specialist, but each of them needs a name beside it.'],
    ['Keep a short note of what you did, because you must be able to show it later.'],
  ],
  advice: (s) => [
    [
      'Set one quiet morning aside for this, and begin with what you have in writing already.',
      'Begin with the part of the firm in which most of the data are handled.',
      'Ask the people who do the work how it is done today before you change anything.',
      'Put one name beside this step, so that nobody waits for somebody else.',
      'Look at the last case that you remember and note what you would do differently.',
      'Write down the present state first, even if it looks untidy.',
      'Choose the smallest part that is of use by itself, and finish that part before the next.',
      'Tell your staff beforehand why you do this and what will change for them.',
      'Block an hour in the calendar for it now, because it will not happen by itself.',
      'Find out who would notice first if nothing were done, and ask that person for advice.',
      `Talk through “${text(s, 'title')}” with those whom it concerns before you begin.`,
    ],
    [text(s, 'why')],
    [
      `Whoever looks after ${some(s, 'systems')} should take part.`,
      `Take ${some(s, 'systems')} first, since most of your data pass through there.`,
      `The owner should take part in “${text(s, 'title')}”.`,
    ],
    [
      'You can tell that it is done when a colleague finds the result without your help.',
      'It is done when the note about it is dated and filed with this plan.',
      'You are finished when you could show the result to a stranger.',
      'Once nobody has to ask you how it works, the step is complete.',
      'Treat it as finished once a new colleague could follow it without asking.',
      'When the list has no open entry left, close the step and say so to everybody.',
      'A test that somebody else carries out shows you whether it works.',
      'Come back to it after some weeks; if it still holds, it is done.',
      'It counts as done as soon as the old way is no longer possible.',
      'Let the owner sign the result, and the step is closed.',
      `A short dated note closes “${text(s, 'title')}”.`,
    ],
  ],
  story: (s) => [
    [`It begins on a busy day at [[COMPANY]]: “${text(s, 'title')}”.`],
    [
      `A colleague who works in ${some(s, 'systems')} notices first that something is not right.`,
      `It comes to light while somebody looks for an entry in ${some(s, 'systems')}.`,
      `Whoever finds out about “${text(s, 'title')}” first is not sure how much was seen.`,
    ],
    [
      `The data at stake are ${some(s, 'data')}.`,
      `Somebody could have read ${some(s, 'data')}.`,
      `In “${text(s, 'title')}” names are at stake, and whatever stood beside them.`,
    ],
    [`Those who would be affected are ${some(s, 'people')}.`, `It concerns ${some(s, 'people')}.`],
  ],
  firstHour: (s) => [
    [
      `The colleague tells the ${text(s, 'responsible')} at once and writes down the time.`,
      `Within minutes the ${text(s, 'responsible')} knows what happened and who noticed it.`,
      `The ${text(s, 'responsible')} opens the log and enters who reported what, and when.`,
      `The ${text(s, 'responsible')} hears of “${text(s, 'title')}” before anything else is done.`,
    ],
    [
      'Together they stop it from going further and change every access that was used.',
      'They close the way in, keep the evidence, and leave everything else as it is.',
      'One of them stops the damage while the other writes down what they see.',
      `They take the steps that end “${text(s, 'title')}” and note each of them.`,
    ],
    [
      `They look up in ${some(s, 'systems')} who saw what, and save what they find.`,
      `They search ${some(s, 'systems')} for traces and ask the vendor for help where it is needed.`,
      `For “${text(s, 'title')}” they list whose data were involved.`,
    ],
  ],
  decision: (s) => [
    [
      'Whether the authority has to hear of it depends on the risk to the people concerned.',
      'The authority needs to know unless a risk to people is unlikely.',
      'The firm weighs how likely harm is, and how bad it would be, before it tells the authority.',
      `Whether “${text(s, 'title')}” goes to the authority is for the firm to decide.`,
    ],
    [
      `What speaks for it is that ${some(s, 'data')} can do harm in the hands of a stranger.`,
      `For telling the people speaks that they could protect ${some(s, 'data')} themselves.`,
      `What speaks for telling people of “${text(s, 'title')}” is that they can then take care.`,
    ],
    [
      'What speaks against it is that nobody outside could read the data.',
      'Against it speaks that the data came back before anyone had opened them.',
      'If everything was encrypted, little speaks for a notice.',
      `If “${text(s, 'title')}” was stopped in time, less speaks for a notice.`,
    ],
    [`The period to keep in mind is this: ${text(s, 'deadline')}.`],
  ],
  reasons: (s) => [
    [
      `“${text(s, 'record')}” are kept for ${text(s, 'period')}, counted from this point: ${text(s, 'trigger')}.`,
    ],
    [
      `The reason given is this: ${text(s, 'reason')}.`,
      `For “${text(s, 'record')}” the reason is the same.`,
    ],
    [
      'If the period were shorter, questions that still come up could not be answered.',
      'Were they deleted sooner, the firm could not show what was agreed.',
      'A shorter period would leave the firm without proof when it is asked for one.',
      `Without “${text(s, 'record')}” for so long, the firm would have to rely on memory.`,
    ],
    [
      'A longer one would keep data that nobody needs any more.',
      'Beyond that, the data would be a burden and a danger.',
      `To keep “${text(s, 'record')}” longer would help nobody.`,
    ],
  ],
  introduction: (s) => [
    [`[[COMPANY]] follows ${text(s, 'law')} whenever it handles information about people.`],
    ['What you read here says which data are used, what for, and how long they are kept.'],
    ['It is written for people who have little time and want to know where they stand.'],
    [
      'If something is not clear, a short question is enough, and the authority can be asked as well.',
    ],
    ['The firm keeps data only as long as a purpose or a law asks for it.'],
  ],
}

const ofTheFirm: Points = (s) => [
  [`[[COMPANY]] works in this trade: ${text(s, 'sector')}.`],
  [`It follows ${text(s, 'law')} in all that it does with data about people.`],
  ['It writes down what it decides, and who decided it.'],
  ['Every year somebody looks whether this text still fits the firm.'],
]

/** The points of the text at a path, as far as their facts were given. */
export function pointsFor(path: string, subject: Subject): string[][] {
  const named = path.split('.').findLast((key) => Object.hasOwn(points, key))
  const wanted = named ? points[named]! : ofTheFirm
  return wanted(subject).map((wordings) => wordings.filter((one) => !one.includes(missing)))
}

/** A fact in words; empty when it was not given, and the sentence is then left out. */
function text({ own, firm }: Subject, key: string): string {
  const value = own[key] ?? firm[key]
  return typeof value === 'string' ? value : missing
}

/** Up to three of a list: `a, b and c`. */
function some({ own, firm, chance }: Subject, key: string): string {
  const value = own[key] ?? firm[key]
  const items = Array.isArray(value) ? value.map(nameOf) : []
  if (items.length === 0) return missing
  return new Intl.ListFormat('en-GB').format(chance.shuffled(items).slice(0, 3))
}

function first({ firm }: Subject, list: string, key: string): string {
  const items = firm[list]
  return Array.isArray(items) && items[0] ? String((items[0] as Facts)[key]) : missing
}

function nameOf(item: unknown): string {
  return typeof item === 'string' ? item : String((item as Facts)['name'])
}

/** Marks a sentence that has to be left out, because its fact was not given. */
const missing = '\u0000'
