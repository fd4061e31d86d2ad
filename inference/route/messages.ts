import type { Message } from '../wire/call.ts'
import type { Turn } from './turn.ts'

/** All that is said to a model in this turn, what never varies first. */
export function messagesOf({ job, remark }: Turn): Message[] {
  const { system, user } = job.assignment.prompt
  return [
    { role: 'system', content: system },
    { role: 'user', content: remark === '' ? user : `${user}\n\n${remark}` },
  ]
}
