import { entitledOrder } from '../orders/entitled-order.ts'
import type { BuildRelease } from '../orders/release/build-release.ts'
import { UnbuildableOrder } from '../orders/release/unbuildable.ts'
import type { Site } from '../site/site.ts'

/** Gives the assembly workers that are hired afterwards a press that breaks while `isBroken`. */
export async function breakablePress(site: Site): Promise<{ isBroken: boolean }> {
  const press = { isBroken: false }
  const printing = await site.printing()
  const buildRelease: BuildRelease = async (id, progress) => {
    if (!press.isBroken) return printing.buildRelease(id, progress)
    await entitledOrder(site.orders, id)
    throw new UnbuildableOrder(id, new Error('a page is missing'))
  }
  Object.assign(site, { printing: async () => ({ ...printing, buildRelease }) })
  return press
}
