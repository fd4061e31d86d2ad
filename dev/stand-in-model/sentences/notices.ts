import { all, entries, type Points, slot, text } from '../subject.ts'

const purposes: Points = (s) => [
  [`We use data about you to ${text(s, 'purpose')}.`],
  [
    'For you this means that we ask for what the work needs and for nothing else.',
    'You decide what you tell us beyond that, and we do not ask twice.',
    'Nobody here looks at the data for any other reason.',
    'If a detail about you is wrong, tell us and we put it right.',
    `What you tell us for “${text(s, 'title')}” stays with those who do that work.`,
  ],
  [`We rely on ${slot(s, 'BASIS')}.`, `For “${text(s, 'title')}” we rely on ${slot(s, 'BASIS')}.`],
  [
    `We keep these data for ${slot(s, 'PERIOD')}.`,
    `Here too we keep the data for ${slot(s, 'PERIOD')}.`,
    `The data of “${text(s, 'title')}” stay with us for ${slot(s, 'PERIOD')}.`,
  ],
]

export const customers: Readonly<Record<string, Points>> = {
  introduction: (s) => [
    ['We are [[COMPANY]], and this notice says what we do with data about you.'],
    [`We follow ${text(s, 'law')} whenever we handle information about people.`],
    ['You can read here which data we use, what for, on which basis, and how long we keep them.'],
    ['If something is not clear, a short question is enough, and the authority can be asked too.'],
  ],
  purposes,
}

export const staff: Readonly<Record<string, Points>> = {
  introduction: (s) => [
    ['This notice of [[COMPANY]] is for everybody who works here or applies to do so.'],
    ['It tells you which data about you we use, what for, and how long we keep them.'],
    [`We follow ${text(s, 'law')} here as we do with data about customers.`],
    ['If you want to know what we hold about you, you only have to ask.'],
  ],
  purposes,
  monitoring: (s) => (entries(s, 'monitoring').length > 0 ? monitored(s) : unmonitored),
}

const monitored: Points = (s) => [
  [`These kinds of monitoring take place here: ${all(s, 'monitoring')}.`],
  [`We use what they show to ${all(s, 'monitoring', 'purpose')}, and for nothing else.`],
]

const unmonitored = [
  ['We do not monitor how you work.'],
  ['The data about your work come from the work itself, and they serve nothing else.'],
  ['If that should ever change, we tell you before it begins.'],
]
