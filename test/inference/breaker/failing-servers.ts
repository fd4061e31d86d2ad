import { afterEach } from 'vitest'
import type { Behaviour, Mode } from '../../../dev/stand-in-model/behaviour.ts'
import type { Ask } from '../../../inference/job/ask.ts'
import { askFor, openRig, orderOf, orders, type RigOptions, shortLimits } from '../rig.ts'
import { minute, second } from './events.ts'

const start = Date.parse('2026-11-21T10:00:00.000Z')

/** Servers that fail on request behind breakers, and a clock that moves when it is told to. */
export function failingServers() {
  let rig: Awaited<ReturnType<typeof openRig>>
  let now = start
  let round = 0
  afterEach(() => rig.close())

  const ask = (artefact = 'notice-section', changes: Partial<Ask> = {}) =>
    askFor(artefact, { round: ++round, deadline: now + 40 * second, ...changes })

  /** Asks once more for the same order, after so many milliseconds. */
  function write(after = 0) {
    now += after
    return rig.write(ask())
  }

  return {
    async open(options: RigOptions = {}) {
      now = start
      const limits = shortLimits(2_000, 50)
      rig = await openRig({ limits, quarantine: 10 * minute, clock: () => now, ...options })
    },
    rig: () => rig,
    now: () => now,
    pass: (milliseconds: number) => void (now += milliseconds),
    behave: (server: number, behaviour: Mode | Behaviour) => rig.servers[server]!.behave(behaviour),
    calls: () => rig.servers.map((server) => server.stats().calls),
    ask,
    write,
    async writeTimes(times: number) {
      for (let i = 0; i < times; i++) await write()
    },
    /** Of so many orders, one ask each. */
    async writeOf(firms: number) {
      for (const { answers } of orders.slice(0, firms)) {
        const order = { ...orderOf(answers), id: `ord_${round + 1}` }
        await rig.write(ask('notice-section', { order }))
      }
    },
    /** What the loop of the workers does in these milliseconds. */
    async probeFor(milliseconds: number) {
      for (let waited = 0; waited < milliseconds; waited += second) {
        now += second
        await Promise.all(await rig.inference.probe(new AbortController().signal))
      }
    },
  }
}
