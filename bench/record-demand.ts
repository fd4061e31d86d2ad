import { writeFileSync } from 'node:fs'
import { presentDemand, recordedDemand } from './plan/demand.ts'

// What `npm run plan` takes for a shop that has no orders yet; as the prompts are by now.
writeFileSync(recordedDemand, `${JSON.stringify(presentDemand(), null, 2)}\n`)
