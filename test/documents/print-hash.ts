import { firms, mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease, makePack } from './rig.ts'

// A process that made other packs before must give the same bytes: caches leave no trace.
if (process.env['WARM'])
  for (const { answers } of firms.slice(1, 4)) {
    const other = orderOf(answers)
    await makePack(other, firstRelease(other))
  }
const order = orderOf(mainFirm.answers)
const { sha256 } = await makePack(order, firstRelease(order))
console.log(sha256)
