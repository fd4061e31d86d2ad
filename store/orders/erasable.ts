import { type ErasureObstacle, obstacleTo } from '../../pack/erasure.ts'
import type { Db } from '../database/database.ts'

/**
 * Holds the order: whoever builds, pays back or corrects goes on before this transaction or finds it done.
 *
 * @returns what stands in the way of its erasure; null: nothing does
 */
export async function holdForErasure(
  tx: Db,
  order: string,
): Promise<ErasureObstacle | 'erased' | null> {
  const found = await tx
    .selectFrom('orders')
    .select(['state', 'payment'])
    .where('id', '=', order)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return found.state === 'erased' ? 'erased' : obstacleTo(found)
}
