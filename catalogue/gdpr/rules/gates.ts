/** What a notice says that is true only once a task of the plan is done, by the task. */
export interface Gate {
  /** Of which notice: for customers, for staff, or both. */
  readonly tells: readonly Reader[]
  /** As the notice says it, or what it does not say and should. */
  readonly says: string
  /** What makes it true, a clause that follows “once”. */
  readonly once: string
}

export type Reader = 'customers' | 'staff'

const both: readonly Reader[] = ['customers', 'staff']

/** The tasks that find out where data go, and how they are protected there. */
export const passageTasks: readonly string[] = ['transfers', 'hosting']

export const gates: Readonly<Record<string, Gate>> = {
  contracts: {
    tells: both,
    says: 'Firms that run systems for us may use the data only on our instructions and under contract.',
    once: 'there is a data processing agreement with each of them',
  },
  cookies: {
    tells: ['customers'],
    says: 'What needs your consent waits for it.',
    once: 'the website asks before it sets what is not needed, or no longer sets it',
  },
  complaints: {
    tells: both,
    says: 'We acknowledge your complaint, look into it and keep you informed.',
    once: 'the way to complain is open and somebody reads what comes in',
  },
  requests: {
    tells: both,
    says: 'We answer requests within the time that the law allows.',
    once: 'everybody knows whom to tell when a request arrives',
  },
  retention: {
    tells: both,
    says: 'The periods for which data are kept.',
    once: 'what is past its period has been deleted, and somebody sees to it from now on',
  },
  special: {
    tells: both,
    says: 'The condition for special category data.',
    once: 'you have checked that it is met, named what national law asks for, and made sure that no service depends on a consent',
  },
  representative: {
    tells: both,
    says: 'No representative under Article 27 is named.',
    once: 'you have appointed one and entered the name in part 1, or noted why none is needed',
  },
  dpo: {
    tells: both,
    says: 'No data protection officer is named.',
    once: 'you have appointed one and entered how to reach them in part 1, or noted why none is needed',
  },
  automated: {
    tells: both,
    says: 'You may ask for a person to look at a decision by computer.',
    once: 'there is a person who can look at it and change it, and a ground for deciding that way',
  },
}
