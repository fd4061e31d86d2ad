import { type Points, slot, some, systems, text } from '../subject.ts'

export const breaches: Readonly<Record<string, Points>> = {
  introduction: () => [
    [
      'These breaches could happen at [[COMPANY]], and they are told so that its staff can practise.',
    ],
    ['Read one aloud, stop before the first hour, and ask everybody what they would do.'],
    ['What counts in the end is that all of them know whom to tell.'],
    [
      'Whether the authority hears of a breach is for the firm to decide, and these texts leave it open.',
    ],
  ],
  story: (s) => [
    [`It begins on a busy day at [[COMPANY]]: “${text(s, 'title')}”.`],
    [
      `A colleague who works in ${systems(s)} notices first that something is not right.`,
      `It comes to light while somebody looks for an entry in ${systems(s)}.`,
      `Whoever finds out about “${text(s, 'title')}” first is not sure how much was seen.`,
    ],
    [
      `The data at stake are ${some(s, 'data')}.`,
      `Somebody could have read ${some(s, 'data')}.`,
      `In “${text(s, 'title')}” names are at stake, and whatever stood beside them.`,
    ],
    [
      `Those who would be affected are ${some(s, 'people')}.`,
      `It concerns ${some(s, 'people')}.`,
      `Some of those whom “${text(s, 'title')}” concerns will have to be asked.`,
    ],
  ],
  firstHour: (s) => [
    [
      `The colleague tells the ${slot(s, 'RESPONSIBLE')} at once and writes down the time.`,
      `Within minutes the ${slot(s, 'RESPONSIBLE')} knows what happened and who noticed it.`,
      `The ${slot(s, 'RESPONSIBLE')} opens the log and enters who reported what, and when.`,
      `The ${slot(s, 'RESPONSIBLE')} hears of “${text(s, 'title')}” before anything else is done.`,
    ],
    [
      'Together they stop it from going further and change every access that was used.',
      'They close the way in, keep the evidence, and leave everything else as it is.',
      'One of them stops the damage while the other writes down what they see.',
      `They take the steps that end “${text(s, 'title')}” and note each of them.`,
    ],
    [
      `They look up in ${systems(s)} who saw what, and save what they find.`,
      `They search ${systems(s)} for traces and ask the vendor for help where it is needed.`,
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
    [`If so, the authority has to hear within ${slot(s, 'DEADLINE')} of becoming aware.`],
  ],
}
