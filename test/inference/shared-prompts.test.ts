import { describe, expect, it } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import { asksOf, assignmentOf, orderOf, orders } from './rig.ts'

interface Firm extends Answers {
  readonly company: object
  readonly place: object
  readonly use: object
  readonly person: object
  readonly systems: readonly { name: string; vendor: string }[]
  readonly transfers: { readonly list?: readonly object[] }
}

/** A firm that ticked the same, and is another all the same. */
function likeOf({ answers }: FrozenOrder): FrozenOrder {
  const { company, place, person, systems, transfers, ...rest } = answers as Firm
  const named = systems?.map((system, at) => ({ ...system, name: `Sys${at}`, vendor: `Ven${at}` }))
  const received = transfers.list?.map((one, at) => ({ ...one, recipient: `Ven${at}` }))
  return orderOf({
    ...rest,
    company: {
      ...company,
      legalName: 'Other Ltd',
      tradingName: 'Other',
      staff: 7,
      description: 'We plant trees in Oslo.',
    },
    place: { ...place, ...('accountsYears' in place && { accountsYears: 9, staffYears: 4 }) },
    person: { ...person, name: 'Ada Moss', role: 'Head gardener' },
    systems: named,
    transfers: { ...transfers, ...(received && { list: received }) },
  })
}

const cacheable = gdpr.artefacts.filter(({ freshDays }) => freshDays > 0).map(({ id }) => id)

const promptsOf = (order: FrozenOrder) =>
  asksOf(order)
    .filter(({ artefact }) => cacheable.includes(artefact))
    .map((ask) => assignmentOf(ask).prompt.user)

describe('a prompt that may be used again', () => {
  it.each(orders.map((order, at) => [at, order] as const))(
    'is the same for a firm of other name, size, systems and periods (%i)',
    (_, order) => {
      // Which vendor receives data abroad depends on the names themselves.
      const like = likeOf(order)
      expect(promptsOf(like).filter((one) => !one.includes('Describe the transfers'))).toEqual(
        promptsOf(order).filter((one) => !one.includes('Describe the transfers')),
      )
    },
  )

  it('of a row is the same in every trade, under every law and whoever else the data are of', () => {
    const [order] = orders
    const { company, use } = order!.answers as Firm
    const other = orderOf({
      ...order!.answers,
      company: { ...company, sector: 'education' },
      place: { where: 'uk' },
      use: { ...use, people: ['customers', 'children'] },
    })
    const rows = (of: FrozenOrder) =>
      promptsOf(of).filter((one) => one.includes('Describe one processing activity'))
    expect(rows(other)).toEqual(rows(order!))
    expect(rows(other).length).toBeGreaterThan(5)
  })
})
