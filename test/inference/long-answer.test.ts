import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'

/** Milliseconds that a worker of ours may be held by one answer, at the very worst. */
const patience = 60_000

const unit: Readonly<Record<string, string>> = {
  'one word': 'data ',
  'one letter': 'a',
  spaces: ' ',
  'spaces before commas': ' ,',
  brackets: '[[',
  'words of many lists': 'we never will not have no agreements with all vendors and ',
  'halves of statements': 'training and access and backups, and ',
  'numbers and dots': '1.2.3 ',
  quotes: '“ ” ',
  sentences: 'We keep the data. ',
}

/** How many of these texts are refused; in a thread of its own, since nothing else could stop it. */
function refusedOf(artefact: string, texts: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./long-answer-worker.ts', import.meta.url), {
      workerData: { artefact, texts },
    })
    const timer = setTimeout(() => {
      void worker.terminate()
      reject(new Error(`The checks took more than ${patience} ms.`))
    }, patience)
    worker.once('message', (refused: number) => {
      clearTimeout(timer)
      resolve(refused)
    })
    worker.once('error', reject)
  })
}

describe('an answer of 50 kB a text', () => {
  const texts = Object.values(unit).map((part) => part.repeat(50_000 / part.length))

  it.each(['processing-descriptions', 'briefing'])(
    'is refused and holds nobody up: %s',
    { timeout: 2 * patience },
    async (artefact) => {
      expect(await refusedOf(artefact, texts)).toBe(texts.length)
    },
  )
})
