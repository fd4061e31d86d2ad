import { isTrue, type Points, some, systems, text } from '../subject.ts'

export const measures: Readonly<Record<string, Points>> = {
  introduction: (s) => [
    [`[[COMPANY]] protects data about ${some(s, 'people')} against loss, change and strangers.`],
    [`Most care goes to what is specially protected, such as ${some(s, 'special')}.`],
    ['It chose its measures by what could happen to people, and by what they cost.'],
    [`Much depends on ${systems(s)}, where most of the data are kept.`],
    [`The trade has a weak spot of its own: ${text(s, 'mindInTrade')}`],
  ],
  measures: (s) => (isTrue(s, 'inPlace') ? kept(s) : planned(s)),
}

const kept: Points = (s) => [
  [text(s, 'rule')],
  [
    `This holds for ${systems(s)} as for everything else.`,
    `The same is true of ${systems(s)}.`,
    `Under “${text(s, 'title')}” the firm treats all of its systems alike.`,
  ],
  [
    `The firm sees that it works by a simple test: ${text(s, 'check')}`,
    `Whether it works is easy to see: ${text(s, 'check')}`,
    `Somebody tries it from time to time: ${text(s, 'check')}`,
  ],
]

const planned: Points = (s) => [
  [
    'Whether this is so everywhere is not certain yet, and the firm is going to see to it.',
    'Here the firm may still have work before it.',
    'This may be missing today, and the firm is going to put it right.',
    'The firm does not claim that this is done, but it is going to be.',
    'How far the firm has come with this has still to be found out.',
    `“${text(s, 'title')}” is not known to be in place yet.`,
  ],
  [
    `What it wants is this: “${text(s, 'rule')}”`,
    `In the end it should be like this: “${text(s, 'rule')}”`,
    `For “${text(s, 'title')}” the aim is clear: “${text(s, 'rule')}”`,
  ],
  [
    `It begins with ${systems(s)}.`,
    `The first to be looked at are ${systems(s)}.`,
    `The work on “${text(s, 'title')}” begins where most of the data are kept.`,
  ],
  [
    `Once it is done, a test shows that it works: ${text(s, 'check')}`,
    `The firm will know by a test: ${text(s, 'check')}`,
    `This tells whether it works: ${text(s, 'check')}`,
  ],
]
