import type { Slot } from '../../../pack/slots.ts'
import { systemUses } from '../questions/choices.ts'
import type { GdprView } from '../view-schema.ts'

type Use = keyof typeof systemUses
type System = GdprView['systems'][number]

/**
 * A slot for each system, by what it is used for: `[[SHOP_SYSTEM]]`, so that two firms with a shop
 * have one prompt whatever they call it; and one for its vendor.
 */
export function systems(view: GdprView, isMeant: (system: System) => boolean = () => true): Slot[] {
  const numbered = new Map<Use, number>()
  const inOrder = [...view.systems].sort((a, b) => placeOf(a) - placeOf(b))
  return inOrder.flatMap((system) => {
    const use = useOf(system)
    const count = (numbered.get(use) ?? 0) + 1
    numbered.set(use, count)
    return isMeant(system) ? slotsOf(system, use, count) : []
  })
}

/** Those of the activity, by name. */
export function systemsNamed(view: GdprView, names: readonly string[]): Slot[] {
  return systems(view, ({ name }) => names.includes(name))
}

/** Whatever the order in which a firm names them. */
function placeOf(system: System): number {
  return Object.keys(systemUses).indexOf(useOf(system))
}

export function useOf({ use }: System): Use {
  return (Object.keys(systemUses) as Use[]).find((key) => systemUses[key] === use) ?? 'other'
}

function slotsOf({ name, vendor }: System, use: Use, count: number): Slot[] {
  const number = count > 1 ? `_${count}` : ''
  const label = systemUses[use]
  const about = count > 1 ? `another system for “${label}”` : `the system for “${label}”`
  const slot = (kind: string, meaning: string, value: string): Slot => ({
    placeholder: `[[${use.toUpperCase()}_${kind}${number}]]`,
    ...{ meaning, value, use: 'allowed', proper: true },
  })
  const own = slot('SYSTEM', `the name of ${about}, as in “kept in …”`, name)
  return [own, slot('VENDOR', `the name of the firm that runs ${about}`, vendor)]
}
