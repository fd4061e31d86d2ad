import { z } from 'zod'
import { choice, optionalChoice, yesNo } from '../../question/choice.ts'
import { question } from '../../question/question.ts'

const ask = (title: string, description: string) => choice(yesNo, { title, description })

/** What is in place already; each `no` becomes a task of the 90-day plan (`plan.ts`). */
export const practice = z
  .strictObject({
    notice: choice(yesNo, {
      title: 'Is a privacy notice published and up to date?',
      description: 'A no here is a task with a date in your plan, nothing worse.',
      group: 'What is in place already',
    }),
    breachLog: ask(
      'Do you keep a log of every data breach, small ones included?',
      'The law asks for it even when nobody has to be told.',
    ),
    requests: ask(
      'Does everybody know whom to tell when a person asks for their data?',
      'The clock starts when anyone in the firm receives the request.',
    ),
    contracts: ask(
      'Is there a data processing agreement with each vendor?',
      'Article 28 requires one; large vendors have it in their terms.',
    ),
    retention: ask(
      'Do you delete data when the time is up?',
      'Keeping data too long is the commonest fault in small firms.',
    ),
    training: ask(
      'Has everybody had data protection training in the last year?',
      'Most breaches start with an honest mistake.',
    ),
    mfa: ask(
      'Is multi-factor authentication on for every e-mail and cloud account?',
      'It prevents most account take-overs.',
    ),
    encryption: ask(
      'Are all laptops and telephones encrypted and locked?',
      'A lost device that is encrypted is rarely a reportable breach.',
    ),
    backups: ask('Are backups made and has restoring been tried?', 'Losing data is a breach too.'),
    access: ask(
      'Does each person have only the access they need, and lose it on leaving?',
      'Described in the record as a security measure.',
    ),
    cookies: optionalChoice(yesNo, {
      title: 'Does your website ask before it sets cookies that are not needed?',
      description: 'Statistics and advertising cookies usually need consent.',
      askedWhen: { question: 'use.purposes', is: ['analytics'] },
    }),
    complaints: optionalChoice(yesNo, {
      title: 'Can people complain to you about their data by an electronic form or similar?',
      description: 'UK law has required an easy way since 19 June 2026.',
      askedWhen: { question: 'place.where', is: ['uk', 'both'] },
    }),
  })
  .meta(question({ title: 'What is in place already' }))
