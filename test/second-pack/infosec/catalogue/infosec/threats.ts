/** What can go wrong; the labels are printed in documents too. */
export const threatTitles = {
  passwords: 'Stolen passwords',
  malware: 'Malware and unpatched software',
  loss: 'Loss of a system or of its data',
  supplier: 'Failure or breach at a supplier',
  mistakes: 'Mistakes by people',
  changes: 'Changes that break or open something',
}

export type ThreatId = keyof typeof threatTitles

/** What lowers each threat, as it stands in the question and in the plan. */
export const measures: Readonly<Record<ThreatId, string>> = {
  passwords: 'a second factor on every mailbox and cloud account',
  malware: 'important updates within 14 days on every device',
  loss: 'backups, and a test each year that they can be restored',
  supplier: 'a list of suppliers with what each holds, reviewed each year',
  mistakes: 'rules of use that all have signed, and a training each year',
  changes: 'approval, test and a way back for every change to a service',
}

/** 1 low, 2 medium, 3 high. */
export type Grade = 1 | 2 | 3

interface Threat {
  readonly asset: string
  /** Without the measure; a start, which the risk's owner may change. */
  readonly likelihood: Grade
  readonly impact: Grade
  /** Controls of ISO/IEC 27001:2022, Annex A. */
  readonly controls: string
  /** A narrative that says none of these is of something else. */
  readonly about: readonly string[]
}

export const threats: Readonly<Record<ThreatId, Threat>> = {
  passwords: {
    asset: 'Mailboxes and cloud accounts',
    likelihood: 3,
    impact: 3,
    controls: 'A.5.15–5.18, A.8.2–8.5',
    about: ['password', 'factor'],
  },
  malware: {
    asset: 'Computers, telephones and servers',
    likelihood: 3,
    impact: 3,
    controls: 'A.8.7–8.9',
    about: ['malware', 'update'],
  },
  loss: {
    asset: 'Files, databases and configurations',
    likelihood: 2,
    impact: 3,
    controls: 'A.5.29–5.30, A.8.13–8.14',
    about: ['backup', 'restore'],
  },
  supplier: {
    asset: 'Services bought from others',
    likelihood: 2,
    impact: 2,
    controls: 'A.5.19–5.23',
    about: ['supplier'],
  },
  mistakes: {
    asset: 'Whatever people handle',
    likelihood: 3,
    impact: 2,
    controls: 'A.5.10, A.6.1–6.5',
    about: ['mistake', 'training'],
  },
  changes: {
    asset: 'The services that customers use',
    likelihood: 2,
    impact: 1,
    controls: 'A.8.25–8.32',
    about: ['change'],
  },
}
