import { all, isTrue, type Points, quoted, slot, slots, some, systems, text } from '../subject.ts'
import { course } from './records.ts'

export const impact: Readonly<Record<string, Points>> = {
  description: course,
  necessity: (s) => [
    [`Without ${some(s, 'data')} the firm could not ${text(s, 'purpose')}.`],
    ['It should ask of each kind of data whether the work would stop without it.'],
    [`It should also ask who opens ${systems(s)} today, and who needs to.`],
    ['A milder way may be to look at some of the data without keeping them.'],
  ],
  risks: (s) => [
    [
      `“${text(s, 'risk')}”: in this activity it could begin with an honest mistake that nobody notices.`,
      `“${text(s, 'risk')}” could come true here when somebody is in a hurry or new to the work.`,
      `“${text(s, 'risk')}” is a danger where more people can open ${systems(s)} than need to.`,
      `How “${text(s, 'risk')}” could come about depends on who uses the data, and what for.`,
    ],
    [
      `For the people it would mean this: ${text(s, 'harm')}.`,
      `“${text(s, 'risk')}” would mean this for the people: ${text(s, 'harm')}.`,
    ],
    [
      `These measures are in place and bear on it: ${quoted(s, 'inPlace')}.`,
      `Against “${text(s, 'risk')}” stand the measures that are in place: ${quoted(s, 'inPlace')}.`,
    ],
    [
      `These measures bear on it and are missing, or not known to be in place: ${quoted(s, 'missing')}.`,
      `In the case of “${text(s, 'risk')}” the firm should look first at ${quoted(s, 'missing')}.`,
    ],
    [
      'How likely that is, and how bad it would be, is for the firm to judge.',
      'Those who do the work can say best how often it could happen.',
      'The people concerned could tell how much it would hurt them.',
      `How likely “${text(s, 'risk')}” is, the firm has to judge for itself.`,
    ],
  ],
}

export const balances: Readonly<Record<string, Points>> = {
  introduction: () => [
    [
      '[[COMPANY]] relies on interests of its own for some of its work, so it weighs them against those of the people concerned.',
    ],
    ['An interest counts only where the use is needed for it and does not ask too much of people.'],
    ['This draft says what belongs into the balance, and the outcome is for the firm to decide.'],
    ['The firm keeps the result, because it must be able to show how it weighed.'],
  ],
  necessity: (s) => [
    [
      `Without ${some(s, 'data')} the firm could not ${text(s, 'purpose')}.`,
      `For “${text(s, 'title')}” the firm needs ${some(s, 'data')}.`,
    ],
    [
      `The interest is this: ${text(s, 'interest')}.`,
      `“${text(s, 'title')}” serves this interest: ${text(s, 'interest')}.`,
    ],
    [
      'A milder way would be to use fewer data, and the firm should ask of each kind whether it would be missed.',
      'Whether less would do has to be asked of each kind of data.',
      `For “${text(s, 'title')}” the firm should ask which of the data it would miss.`,
    ],
  ],
  expectation: (s) => [
    [
      `When ${some(s, 'people')} deal with the firm, they can expect that it uses ${some(s, 'data')}.`,
      `In “${text(s, 'title')}” people can expect that the firm uses ${some(s, 'data')}.`,
    ],
    [
      'They would be surprised to find the data used for anything else.',
      'What they do not expect is that others read along.',
      'To be written to about other things would come as a surprise to them.',
      `A use beyond “${text(s, 'title')}” would come as a surprise to them.`,
    ],
    isTrue(s, 'children') ? [`Children may not foresee what “${text(s, 'title')}” involves.`] : [],
  ],
  impact: (s) => [
    [
      `The data go to ${some(s, 'recipients')}, and the impact on people grows with each reader.`,
      `In “${text(s, 'title')}” the impact on people grows with the number of readers.`,
    ],
    [
      `What softens it is that the data are deleted after ${slot(s, 'PERIOD')}.`,
      `To delete the data of “${text(s, 'title')}” after ${slot(s, 'PERIOD')} softens it.`,
    ],
    [
      `It helps that this is in place: ${some(s, 'inPlace')}.`,
      `Against misuse of the data there is ${some(s, 'inPlace')}.`,
    ],
  ],
}

export const transfers: Readonly<Record<string, Points>> = {
  introduction: (s) => [
    [
      `Data go abroad because [[COMPANY]] works with firms in other countries: ${slots(s, 'RECIPIENT')}.`,
      `[[COMPANY]] knows of no transfer abroad, but has to find out where its systems for these uses keep their data: ${quoted(s, 'toBeFoundOut')}.`,
      'What [[COMPANY]] keeps abroad is in a country that was found adequate, so each such transfer needs a look at that finding.',
    ],
    ['The firm answers for the data wherever they are.'],
    [
      'It can keep watch by asking its vendors where data are kept and by writing the answers down.',
    ],
  ],
  transfers: (s) => ofTransfer(s),
}

const ofTransfer: Points = (s) => [
  [
    `The firm sends data to ${slot(s, 'RECIPIENT')}, among them ${some(s, 'data')}; the country is ${text(s, 'country')}.`,
    `${slot(s, 'RECIPIENT')} receives data from the firm; the country is ${text(s, 'country')}.`,
  ],
  [
    `It is one of the vendors whose systems the firm has for this work: ${all(s, 'uses')}.`,
    `Which of its activities need ${slot(s, 'RECIPIENT')}, the firm should note here.`,
  ],
  isTrue(s, 'settled')
    ? [
        `The safeguard given is this: ${slot(s, 'SAFEGUARD')}.`,
        `For ${slot(s, 'RECIPIENT')} the safeguard given is this: ${slot(s, 'SAFEGUARD')}.`,
      ]
    : [
        'No safeguard is settled yet, so the firm should ask for one before more data go.',
        `For ${slot(s, 'RECIPIENT')} no safeguard is settled yet.`,
      ],
  [
    'The firm should look at who else could demand the data there, and whether it would be told.',
    'It should ask who can see the data there, and what the law of that country lets them do.',
    `It should ask ${slot(s, 'RECIPIENT')} who else can see the data there, and why.`,
  ],
]
