import { type Points, slot, some, systems, text } from '../subject.ts'

/** An activity from the collection of the data to their deletion. */
export const course: Points = (s) => [
  [
    `For “${text(s, 'title')}” [[COMPANY]] collects ${some(s, 'data')} in order to ${text(s, 'purpose')}.`,
  ],
  [`Those who do this work open the data in ${systems(s)} and nowhere else.`],
  [`What others need for their part goes to ${some(s, 'recipients')}.`],
  [`The data stay for ${slot(s, 'PERIOD')}, counted from ${text(s, 'keptFrom')}.`],
  ['At the end they are deleted wherever they were kept, and paper is shredded.'],
]

export const record: Readonly<Record<string, Points>> = {
  description: course,
  necessity: (s) => [
    [`Without ${some(s, 'data')} the firm could not ${text(s, 'purpose')}.`],
    ['Each kind of data serves that purpose, and the firm asks for nothing beyond it.'],
    ['It should not collect dates of birth here, because nothing in this work depends on them.'],
  ],
}

export const reasons: Readonly<Record<string, Points>> = {
  introduction: (s) => [
    ['[[COMPANY]] keeps data only as long as a purpose or a law asks for it.'],
    [`The law that it follows is this: ${text(s, 'law')}.`],
    ['Where a law names a period, that period counts, and elsewhere the firm sets one of its own.'],
    [
      'Data that are gone can neither be lost nor misused, and so no period is longer than its reason.',
    ],
  ],
  reasons: (s) => [
    [
      `“${text(s, 'record')}” are kept for ${slot(s, 'PERIOD')}, counted from ${text(s, 'keptFrom')}.`,
    ],
    [
      `They stay for so long because ${slot(s, 'REASON')}.`,
      `“${text(s, 'record')}” stay for so long because ${slot(s, 'REASON')}.`,
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
}
