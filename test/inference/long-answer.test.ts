import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { spelled } from '../../inference/checks/prose/printable.ts'
import { checkedLong } from './long-answers.ts'
import { askFor, assignmentOf } from './rig.ts'

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
  'names of servers': 'a-',
  digits: '1',
  'opened quotes': '“a ',
  titles: 'Mr ',
  'names of firms': 'Ab ',
  'quotes before names': `${'“'.repeat(1_000)}${'A '.repeat(500)}`,
  'letters with and without accents': 'aé',
  'gaps to be filled in': '(insert ',
  'tower of marks': '\u0301\u0316',
}

/** How many of these texts are refused; in a thread of its own, since nothing else could stop it. */
function refusedOf(artefact: string, texts: readonly string[], times = Infinity): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./long-answer-worker.ts', import.meta.url), {
      workerData: { artefact, texts, times },
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

const texts = Object.values(unit).map((part) => part.repeat(50_000 / part.length))

describe('an answer of 50 kB a text', () => {
  it.each(['processing-descriptions', 'briefing'])(
    'is refused and holds nobody up: %s',
    { timeout: 2 * patience },
    async (artefact) => {
      expect(await refusedOf(artefact, texts)).toBe(texts.length)
    },
  )

  it('is told its length, and nothing else is looked for', () => {
    const { faults, foundBy } = checkedLong('processing-descriptions', texts[0]!)
    expect(foundBy).toBeNull()
    expect(faults).toEqual([
      'description: shorten it to at most 900 characters',
      'necessity: shorten it to at most 500 characters',
    ])
  })
})

describe('an answer of texts four times too long', () => {
  it.each(['processing-descriptions', 'briefing'])(
    'is refused and holds nobody up: %s',
    { timeout: 2 * patience },
    async (artefact) => {
      expect(await refusedOf(artefact, texts, 4)).toBe(texts.length)
    },
  )
})

describe('an answer of odd make', () => {
  const assignment = assignmentOf(askFor('briefing'))
  const checked = (answer: string) => checkAnswer(answer, assignment, unsupportedCharacters)

  it.each([20, 2_000, 200_000])('is not gone through: %i lists in each other', (depth) => {
    const { failure, faults } = checked('['.repeat(depth) + ']'.repeat(depth))
    expect(failure).toBe('invalid')
    expect(faults).toEqual(['the answer is not one JSON object'])
  })

  it('is complained of in few words, whatever it called its keys', () => {
    const { faults } = checked(JSON.stringify({ ['key'.repeat(5_000)]: 'text' }))
    expect(faults.length).toBeGreaterThan(0)
    expect(Math.max(...faults.map(({ length }) => length))).toBeLessThan(500)
  })

  it('has no more marks on a letter than can be ordered', () => {
    expect(spelled(`a${'\u0301\u0316'.repeat(10_000)}b`).length).toBeLessThan(40)
  })
})
