import { bind, compose, firstRelease, renderNew } from './made-pack.ts'
import { mainOrder } from './sample-order.ts'

/** Makes one pack in a new process, and prints the milliseconds of CPU that it took in all. */
const order = mainOrder()
const text = compose(order, firstRelease(order))
const rendered = {}
await renderNew(text.documents, rendered)
await bind(order, text, rendered)
const { user, system } = process.cpuUsage()
console.log((user + system) / 1_000)
