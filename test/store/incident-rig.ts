import { beforeEach } from 'vitest'
import type { Incident, IncidentKind } from '../../pack/incident.ts'
import { byRule, type Which } from '../../pack/telling.ts'
import type { Database } from '../../store/database/database.ts'
import { createStores } from '../../store/stores.ts'
import { addPaidOrder } from './new-order.ts'

/** An incident’s time, a moment in it, and one after it. */
export const began = '2026-11-21T09:00:00.000Z'
export const inIt = '2026-11-21T10:00:00.000Z'
export const ended = '2026-11-21T11:00:00.000Z'
export const after = '2026-11-21T11:00:01.000Z'

export const noCounts = {
  new: 0,
  told: 0,
  erased: 0,
  unpaid: 0,
  closed: 0,
  unwanted: 0,
  unreached: 0,
}

/** Incidents that are over, and orders of their time: only those of the test itself. */
export function incidentRig(database: () => Database) {
  const stores = () => createStores(database())
  const db = () => database().db

  async function incidentOf(kind: IncidentKind): Promise<Incident> {
    const { incidents } = stores()
    const id = await incidents.open({ kind, title: 'It broke', beganAt: began, by: 'ada' })
    await db().updateTable('incidents').set({ ended_at: ended }).where('id', '=', id).execute()
    return (await incidents.find(id))!
  }

  const concerned = (incident: Incident, which: Which = byRule) =>
    stores().tellings.concerned(incident, which, 100)
  const found = async (incident: Incident) =>
    (await concerned(incident)).orders.map(({ order }) => order)

  async function paidAt(at: string | null): Promise<string> {
    const order = await addPaidOrder(database())
    await db().updateTable('orders').set({ paid_at: at }).where('id', '=', order).execute()
    return order
  }

  /** So that every test knows all that is of the time. */
  beforeEach(async () => {
    await db().updateTable('orders').set({ paid_at: null }).execute()
    for (const table of ['outcomes', 'refund_requests', 'mail_reports', 'outbox'] as const)
      await db().deleteFrom(table).execute()
  })

  return { db, stores, incidentOf, concerned, found, paidAt }
}
