import { firms } from '../packs/firms.ts'
import { makePacks, printOf } from './packs.ts'

// In the other order, so that what a process made before shows if it leaves a trace.
const prints: Record<string, string[]> = {}
for (const firm of firms.toReversed())
  for (const [name, made] of await makePacks(firm)) prints[`${firm.name} ${name}`] = printOf(made)
console.log(JSON.stringify(prints))
