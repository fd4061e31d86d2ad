import type { Sealed } from '../../store/sealing.ts'
import { createStores } from '../../store/stores.ts'
import { textBy } from '../orders/text-by.ts'
import { askRecord, attemptOf, newOrder } from './new-order.ts'

export const secret = 'Marguerite Blackwood'
export const email = 'marguerite@blackwood.example'

/** An order with all that comes to be kept of one. */
export async function addWholeOrder(database: Sealed): Promise<string> {
  const { orders, calls, releases, outbox } = createStores(database)
  const answers = { company: { legalName: `${secret} & Töchter GmbH` }, note: secret }
  const { id } = await orders.create(newOrder({ email, answers }))
  await orders.advance(id, {
    from: ['awaiting-payment'],
    to: 'paid',
    paidAt: '2026-11-21T10:01:00.000Z',
  })
  const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
  const call = attemptOf()
  const written = { ...textBy('4b'), content: { text: secret } }
  await calls.close(key, {
    outcome: written,
    ask: askRecord(),
    attempts: [call],
    log: [{ attempt: call.id, at: call.startedAt, said: { text: secret } }],
    reuse: { hash: id, operation: 'x', claimant: call.id, text: written, refused: null },
  })
  const row = { part: '', label: secret, written }
  const section = { id: 'risk-plan', title: 'Plan', source: 'model', rows: [row] } as never
  const composition = { version: 1, datedAt: '2026-11-21T10:00:00.000Z', sections: [section] }
  await releases.plan(id, composition)
  await releases.publish(id, 1, { sha256: 'a', bytes: 1, manifestSha256: 'b' })
  await outbox.request(email)
  return id
}
