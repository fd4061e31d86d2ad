import { expect, it } from 'vitest'
import { createBudgets } from '../../store/policy/budgets.ts'
import { withKeyedBuyers } from '../../store/policy/keyed-buyers.ts'
import { describeOnBoth, vault } from '../databases.ts'
import { budgetsOf, request } from './budget-rig.ts'

describeOnBoth('whose a reservation is', (database) => {
  const { newOrderId } = budgetsOf(database)
  const reserve = async (customer: string, organisation: string | null) => {
    const wanted = request({ order: await newOrderId(), customer, organisation })
    await withKeyedBuyers(createBudgets(database().db), vault).reserve(wanted)
    const row = database().db.selectFrom('reservations').select(['customer', 'organisation'])
    return row.where('id', '=', wanted.id).executeTakeFirstOrThrow()
  }

  it('is a keyed hash, the same for the same buyer, in its budgets, too', async () => {
    const [first, again, other] = [
      await reserve('ann', 'firm.example'),
      await reserve('ann', null),
      await reserve('bob', 'firm.example'),
    ]
    expect(first).toEqual({
      customer: expect.stringMatching(/^[\w-]{43}$/),
      organisation: expect.any(String),
    })
    expect(again).toEqual({ customer: first.customer, organisation: null })
    expect([other.customer === first.customer, other.organisation]).toEqual([
      false,
      first.organisation,
    ])
    const subjects = await database().db.selectFrom('budgets').select('subject').execute()
    const known = subjects.map(({ subject }) => subject)
    expect(known).toContain(first.customer)
    for (const clear of ['ann', 'bob', 'firm.example']) expect(known).not.toContain(clear)
  })
})
