import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../store/database/database.ts'
import { createBudgets } from '../../store/policy/budgets.ts'
import { describeOnBoth } from '../databases.ts'
import { type Command, createBudgetModel, type Draw, type Limits } from './budget-model.ts'
import { budgetsOf, request, settle } from './budget-rig.ts'

describeOnBoth('budgets', (database) => {
  const { budgets, newOrderId } = budgetsOf(database)

  it('answer as the model does, whatever comes in whatever order', async () => {
    const names = await Promise.all([newOrderId(), newOrderId(), newOrderId()])
    let run = 0
    const check = async (commands: readonly Command[]) => {
      run++
      await sameAsModel(database().db, commands.map(apart(run, names)))
      expect(await budgets().differences('2020-01-01T00:00:00.000Z')).toEqual([])
    }
    await fc.assert(fc.asyncProperty(commandsOf(), check), { numRuns: 40 })
  })
})

const limits: Limits = {
  customer: { soft: 700, hard: 900 },
  organisation: { soft: 1_000, hard: 1_300 },
  tier: { soft: 700, hard: 1_000 },
}

async function sameAsModel(db: Db, commands: readonly Command[]): Promise<void> {
  const model = createBudgetModel(limits)
  const budgets = createBudgets(db)
  const ids: string[] = []
  for (const command of commands) {
    if (command.type === 'reserve') {
      const { draw, micros } = command
      const tokens = { in: micros, out: 0 }
      const asked = request({ ...draw, tokens, limits: scoped, routes: dearOnly })
      const { verdict, scope } = await budgets.reserve(asked)
      expect({ verdict, scope }).toEqual(model.reserve(draw, micros))
      if (verdict === 'admitted') ids.push(asked.id)
    } else if (ids.length > 0) {
      const which = command.which % ids.length
      const used = Math.floor(model.reservations[which]!.micros * shareOf(command))
      if (command.type === 'settle') {
        model.settle(which, used)
        await settle(db, ids[which]!, used)
      } else {
        model.expire(which)
        await expire(db, ids[which]!)
      }
    }
  }
}

const scoped = Object.entries(limits).map(([scope, micros]) => ({
  scope: scope as keyof Limits,
  micros,
  tokens: null,
}))
const dearOnly = [{ endpoint: 'dear', rpm: null, tpm: null, economy: false }]
const shareOf = (command: Command) => (command.type === 'settle' ? command.share : 0)

async function expire(db: Db, id: string): Promise<void> {
  await db
    .updateTable('reservations')
    .set({ expires_at: '2000-01-01T00:00:00.000Z' })
    .where('id', '=', id)
    .execute()
  await createBudgets(db).expireOne('2000-01-01T00:00:00.001Z')
}

function commandsOf() {
  const draw: fc.Arbitrary<Draw> = fc.record({
    order: fc.constantFrom('0', '1', '2'),
    customer: fc.constantFrom('ann', 'bob'),
    organisation: fc.constantFrom('firm', null),
    tier: fc.constantFrom('4b', '32b'),
    madeAt: fc.constantFrom('30T22', '30T23', '31T00'),
  })
  const which = fc.nat(30)
  return fc.array(
    fc.oneof(
      {
        arbitrary: fc.record({
          type: fc.constant('reserve' as const),
          draw,
          micros: fc.integer({ min: 1, max: 500 }),
        }),
        weight: 3,
      },
      fc.record({
        type: fc.constant('settle' as const),
        which,
        share: fc.constantFrom(0, 0.5, 1, 1.5),
      }),
      fc.record({ type: fc.constant('expire' as const), which }),
    ),
    { minLength: 5, maxLength: 30 },
  )
}

/** Each run in a month and with orders and names of its own: budgets outlive it. */
function apart(run: number, orders: readonly string[]) {
  const month = new Date(Date.UTC(2100 + run, 0)).toISOString().slice(0, 8)
  return (command: Command): Command => {
    if (command.type !== 'reserve') return command
    const { draw } = command
    return {
      ...command,
      draw: {
        ...draw,
        order: orders[Number(draw.order)]!,
        customer: `${draw.customer} ${run}`,
        organisation: draw.organisation && `${draw.organisation} ${run}`,
        madeAt: `${month}${draw.madeAt}:30:00.000Z`,
      },
    }
  }
}

describe('the model of budgets', () => {
  it('never has more spent and held than the hard limit, in whatever order calls come and go', () => {
    const check = (commands: readonly Command[]) => {
      const model = createBudgetModel(limits)
      for (const command of commands) {
        if (command.type === 'reserve') model.reserve(command.draw, command.micros)
        else if (model.reservations.length > 0) {
          const which = command.which % model.reservations.length
          const { micros, state } = model.reservations[which]!
          const share = Math.min(1, shareOf(command))
          // One that has expired under a slow worker was promised to others meanwhile.
          if (command.type === 'expire') model.expire(which)
          else if (state === 'open') model.settle(which, Math.floor(micros * share))
        }
        for (const { total, hard } of model.totals()) expect(total).toBeLessThanOrEqual(hard)
      }
    }
    fc.assert(fc.property(commandsOf(), check), { numRuns: 300 })
  })
})
