import {
  all,
  entries,
  isTrue,
  type Points,
  quoted,
  type Subject,
  slots,
  some,
  systems,
  text,
} from '../subject.ts'

export const plan: Readonly<Record<string, Points>> = {
  summary: (s) => [
    [
      `[[COMPANY]] has a sound start, with ${some(s, 'inPlace')} in place already.`,
      '[[COMPANY]] has most of the work before it, and the plan puts it in order.',
    ],
    [`The greatest risk lies where data about ${some(s, 'people')} could reach the wrong hands.`],
    [`Much of your work runs through ${systems(s)}, so a mistake there is felt at once.`],
    [`Close the gaps in the order of the plan, beginning with “${first(s, 'tasks')}”.`],
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
      `Whoever looks after ${systems(s)} should take part.`,
      `Take ${systems(s)} first, since most of your data pass through there.`,
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
}

export const briefing: Readonly<Record<string, Points>> = {
  situation: (s) => [
    [`[[COMPANY]] handles data about ${some(s, 'people')}, and you answer for all of them.`],
    [`You use them for these activities, among others: ${quotedSome(s, 'activities')}.`],
    [`The work runs through ${systems(s)}, so the care taken there decides a good deal.`],
    [
      `Some of the data are specially protected, such as ${some(s, 'special')}, and do most harm in the wrong hands.`,
    ],
    [`Data also go abroad, to ${slots(s, 'RECIPIENT')}.`],
    [`The law that you follow is this: ${text(s, 'law')}.`],
    [`Your trade has a weak spot of its own: ${text(s, 'mindInTrade')}`],
    ['What deserves your attention is less the paper than the habits behind it.'],
  ],
  strengths: (s) => [
    [
      `These measures are in place: ${all(s, 'inPlace')}.`,
      'Your answers name no measure that is certain to be in place, so there is everything to gain.',
    ],
    ['Each measure that holds keeps a mistake small, and you can show it when you are asked.'],
    [
      'You have on record now what you use data for and how long you keep them, and the rest builds on that.',
    ],
  ],
  exposure: (s) => [
    [
      'The greatest risk is that somebody sees, changes or loses data about people and that nobody notices in time.',
    ],
    [`Of the marks of risky use, your answers show these: ${quoted(s, 'risky')}.`],
    ...gaps(s).map(({ title, why }) => [`“${title}” is still open. ${why}`]),
    ['For the firm this would mean lost trust first, and questions from the authority after that.'],
  ],
  decisions: (s) => [
    ['Only you can decide who answers for the plan and how much time that person gets.'],
    ['If one person does it, other work has to wait; if nobody does, nothing happens.'],
    isTrue(s, 'impactAssessmentDue')
      ? ['An impact assessment is due, and you have to say who makes it and who hears the result.']
      : [],
    isTrue(s, 'officerDueButNotNamed')
      ? [
          'A data protection officer is due as well: somebody from inside knows the work, somebody from outside has the distance.',
        ]
      : [],
    [
      `You have to decide about a representative in this place, too: ${text(s, 'representativeMissingIn')}.`,
    ],
    [`If nothing speaks against it, begin with “${first(s, 'gaps')}” and tell everybody why.`],
  ],
  outlook: (s) => [
    [
      `Watch ${systems(s)} over the coming year, since vendors change what they do and where they keep data.`,
    ],
    [
      'Whenever you begin something new with data about people, look at the record before you start.',
    ],
    ['When people join or leave, what they can open has to change with them.'],
    ['The law moves as well, so let somebody read the news of the authority from time to time.'],
    ['Come back to this briefing when the plan is done, and ask what is still true.'],
  ],
}

interface Gap {
  readonly title: string
  readonly why: string
}

/** By chance, as a summary is no list. */
function gaps(subject: Subject): Gap[] {
  return subject.chance.shuffled(entries(subject, 'gaps') as readonly Gap[]).slice(0, 4)
}

function quotedSome(subject: Subject, key: string): string {
  const few = subject.chance.shuffled(entries(subject, key)).slice(0, 3)
  return quoted({ ...subject, own: { [key]: few } }, key)
}

function first(subject: Subject, list: string): string {
  return all({ ...subject, own: { [list]: entries(subject, list).slice(0, 1) } }, list)
}
