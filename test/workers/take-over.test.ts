import { describe, expect, it } from 'vitest'
import type { QueueStanding } from '../../clients/temporal/queues.ts'
import { createLook } from '../../workers/take-over.ts'

const patience = 90_000

type Asked = readonly (readonly [build: string | null, at: number])[]

/** What a worker of build `new` does who sees these standings, one after the other. */
function watching(build: string | null = 'new') {
  let time = 0
  let isRefused = false
  let seen: QueueStanding | Error = { current: null, asked: new Map() }
  const taken: (string | null)[] = []
  const look = createLook({
    build,
    standing: async () => {
      if (seen instanceof Error) throw seen
      return seen
    },
    makeCurrent: async (which) => {
      if (isRefused) throw new Error('refused')
      taken.push(which)
    },
    patience,
    log: { info() {}, warn() {} },
    now: () => time,
  })
  return {
    taken,
    async sees(current: string | null, asked: Asked, after = 0): Promise<void> {
      time += after
      seen = { current, asked: new Map(asked) }
      await look()
    },
    async isRefused(current: string | null, asked: Asked, after: number): Promise<void> {
      isRefused = true
      await expect(this.sees(current, asked, after)).rejects.toThrow('refused')
      isRefused = false
    },
    async failsToSee(after: number): Promise<void> {
      time += after
      seen = new Error('away')
      await expect(look()).rejects.toThrow('away')
    },
  }
}

describe('a build that no worker was given a queue for', () => {
  it('takes one at once that nobody ever had', async () => {
    const worker = watching()
    await worker.sees(null, [['new', 1]])
    expect(worker.taken).toEqual(['new'])
  })

  it('takes nothing before its own workers have asked', async () => {
    const worker = watching()
    await worker.sees(null, [])
    expect(worker.taken).toEqual([])
  })

  it('waits for as long as workers of the build that has it ask', async () => {
    const worker = watching()
    for (let at = 0; at < 10; at += 1) {
      await worker.sees(
        'old',
        [
          ['new', at],
          ['old', at],
        ],
        60_000,
      )
    }
    expect(worker.taken).toEqual([])
  })

  it('takes it when they ask no more, although the server still lists them', async () => {
    const worker = watching()
    await worker.sees('old', [
      ['new', 5],
      ['old', 5],
    ])
    await worker.sees(
      'old',
      [
        ['new', 9],
        ['old', 5],
      ],
      patience - 1,
    )
    expect(worker.taken).toEqual([])
    await worker.sees(
      'old',
      [
        ['new', 9],
        ['old', 5],
      ],
      1,
    )
    expect(worker.taken).toEqual(['new'])
  })

  it('takes it when they went so long ago that the server lists them no more', async () => {
    const worker = watching()
    await worker.sees('old', [['new', 5]])
    await worker.sees('old', [['new', 9]], patience)
    expect(worker.taken).toEqual(['new'])
  })

  it('takes it at the next look where the server refused it', async () => {
    const worker = watching()
    await worker.sees('old', [['new', 5]])
    await worker.isRefused('old', [['new', 9]], patience)
    await worker.sees('old', [['new', 9]])
    expect(worker.taken).toEqual(['new'])
  })

  it('begins to wait anew after a server that was away, which has forgotten who asked', async () => {
    const worker = watching()
    await worker.sees('old', [
      ['new', 5],
      ['old', 5],
    ])
    await worker.failsToSee(patience)
    await worker.sees('old', [['new', 6]])
    expect(worker.taken).toEqual([])
    await worker.sees(
      'old',
      [
        ['new', 7],
        ['old', 7],
      ],
      patience - 1,
    )
    await worker.sees(
      'old',
      [
        ['new', 8],
        ['old', 8],
      ],
      patience - 1,
    )
    expect(worker.taken).toEqual([])
  })

  it('begins to wait anew when another build was promoted meanwhile', async () => {
    const worker = watching()
    await worker.sees('old', [['new', 5]])
    await worker.sees('other', [['new', 6]], patience)
    expect(worker.taken).toEqual([])
  })

  it('waits for workers without a build where they have it, and takes it after them', async () => {
    const worker = watching()
    await worker.sees(null, [
      ['new', 5],
      [null, 5],
    ])
    await worker.sees(
      null,
      [
        ['new', 6],
        [null, 6],
      ],
      patience,
    )
    expect(worker.taken).toEqual([])
    await worker.sees(
      null,
      [
        ['new', 7],
        [null, 6],
      ],
      patience,
    )
    expect(worker.taken).toEqual(['new'])
  })
})

it('workers without a build take a queue back whose build is gone', async () => {
  const worker = watching(null)
  await worker.sees('old', [
    [null, 5],
    ['old', 5],
  ])
  await worker.sees(
    'old',
    [
      [null, 9],
      ['old', 5],
    ],
    patience,
  )
  expect(worker.taken).toEqual([null])
})
