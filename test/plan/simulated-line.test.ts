import { expect, it } from 'vitest'
import { exponential, type Random, randomFrom } from '../../bench/month/outages.ts'
import { createVirtualTime } from '../../bench/month/virtual-time.ts'
import { createPlaces } from '../../bench/plan/places.ts'
import { quantile, sum } from '../../bench/statistics.ts'
import { waitsFor } from '../../commands/plan/line.ts'

const batches = [0, 0.38, 0.35, 0.15, 0.07, 0.05]

/** Milliseconds of a text. */
const times: Readonly<Record<string, (random: Random) => number>> = {
  exponential: (random) => exponential(random, 5_000),
  equal: () => 5_000,
  'short or long': (random) => (random() < 0.3 ? 1_300 : 7_000) * (random() < 0.3 ? 2 : 1),
}

/** Seconds that each of so many texts waits which come by batches. */
async function simulatedWaits(
  {
    rate,
    places: count,
    time: took,
  }: { rate: number; places: number; time: (random: Random) => number },
  texts: number,
): Promise<number[]> {
  const random = randomFrom(3)
  const time = createVirtualTime(0)
  const places = createPlaces(time, count)
  const waits: number[] = []
  async function text() {
    waits.push((await places.take(600_000))! / 1_000)
    await time.sleep(took(random))
    places.free()
  }
  const coming = async () => {
    const all: Promise<void>[] = []
    while (all.length < texts) {
      await time.sleep(exponential(random, 1_000 / rate))
      all.push(...Array.from({ length: sizeOf(random()) }, text))
    }
    await Promise.all(all)
  }
  await time.run(coming())
  return waits
}

function sizeOf(drawn: number): number {
  const upTo = batches.map((_, size) => sum(batches.slice(0, size + 1)))
  return Math.max(
    1,
    upTo.findIndex((chance) => drawn < chance),
  )
}

const cases = Object.keys(times).flatMap((name) =>
  [
    { places: 2, busy: 0.25 },
    { places: 4, busy: 0.6 },
    { places: 16, busy: 0.7 },
  ].map((line) => ({ name, ...line })),
)

it.each(cases)(
  'texts of $name times wait for one of $places places, busy for $busy, as is summed up',
  async ({ name, places, busy }) => {
    const random = randomFrom(9)
    const drawn = Array.from({ length: 50_000 }, () => times[name]!(random) / 1_000)
    const seconds = sum(drawn) / drawn.length
    const spread = sum(drawn.map((one) => one ** 2)) / drawn.length / seconds ** 2 - 1
    const rate = (busy * places) / seconds / sum(batches.map((chance, size) => chance * size))
    const planned = waitsFor({ rate, batches, seconds, spread }, places)!.longest(0.99)
    const waits = await simulatedWaits({ rate, places, time: times[name]! }, 40_000)
    const ratio = planned / quantile(waits, 0.99)
    expect(ratio).toBeGreaterThan(0.8)
    expect(ratio).toBeLessThan(1.25)
  },
)
