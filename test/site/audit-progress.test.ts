import { expect, it } from 'vitest'
import { createProgress } from '../../commands/audit/progress.ts'
import { type AuditProgress, counted } from '../../site/audit/progress.ts'

/** What is said of an audit that tells of this, each at its second. */
function said(...told: readonly (readonly [number, AuditProgress])[]): string[] {
  const lines: string[] = []
  let seconds = 0
  const tell = createProgress(
    (line) => lines.push(line),
    () => seconds * 1_000,
  )
  for (const [at, progress] of told) {
    seconds = at
    tell(progress)
  }
  return lines
}

const lookedAt = (orders: number): AuditProgress => ({ kind: 'looked-at', orders, of: 12_000 })

it('an audit that ends within seconds says nothing of itself', () => {
  expect(
    said([0, { kind: 'read', what: 'letters', count: 1_000 }], [4.9, lookedAt(12_000)]),
  ).toEqual([])
})

it('a longer one says how far it is, at most a line in five seconds', () => {
  const read = { kind: 'read', what: 'letters', count: 2_000 } as const
  expect(said([5, read], [6, read], [9.9, lookedAt(50)], [10, lookedAt(4_500)])).toEqual([
    'packhorse: read 2,000 letters',
    'packhorse: looked at 4,500 of 12,000 orders',
  ])
})

it('one that waits before it looks once more says so at once', () => {
  expect(said([1, { kind: 'waits', orders: 1, seconds: 60 }])).toEqual([
    'packhorse: looks once more in 60 s at 1 order with which something seems wrong',
  ])
})

it('what is read is told of in thousands, and read as it is', async () => {
  const told: AuditProgress[] = []
  async function* numbers() {
    for (let n = 0; n < 2_500; n++) yield n
  }
  const items = await Array.fromAsync(counted(numbers(), 'letters', (one) => told.push(one)))
  expect([items.length, items.at(-1)]).toEqual([2_500, 2_499])
  expect(told).toEqual([
    { kind: 'read', what: 'letters', count: 1_000 },
    { kind: 'read', what: 'letters', count: 2_000 },
  ])
})
