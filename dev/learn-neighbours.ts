// Makes inference/checks/reading/lists/neighbours.txt from a folder of Markdown prose. The one in the repository
// was learnt from the 18F Handbook (github.com/18F/handbook, commit 1e495563, CC0 1.0).
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  end,
  kindsOf,
  type Neighbours,
  openKinds,
  pairsOf,
  start,
} from '../inference/checks/reading/grammar.ts'
import { sentencesOf, wordsOf } from '../inference/checks/reading/words.ts'

/** So many of the commonest words are a kind of their own. */
const commonWords = 200
/** Added to seen and expected counts, so that rare pairs say little. */
const smoothing = 2

/** Paragraphs and list entries that are plain sentences. */
function proseIn(markdown: string): string[] {
  return markdown
    .replace(/^---.*?\n---\n/s, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .split(/\n\s*\n|\n\s*(?:-|\d+\.) /)
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => /^[A-Z].*[.?!]$/.test(block) && !/[|<>{}=#$]|https?:/.test(block))
    .filter((block) => wordsOf(block).length > 5)
}

function count<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function learn(sentences: readonly string[]): Neighbours {
  const byCount = [...count(sentences.flatMap(wordsOf))].sort((a, b) => b[1] - a[1])
  const common = byCount.slice(0, commonWords).map(([word]) => word)
  const kinds = [...common, ...openKinds]
  const pairs = sentences.flatMap((sentence) =>
    pairsOf(kindsOf(sentence, (word) => common.includes(word))),
  )
  const seen = count(pairs.map((pair) => pair.join(' ')))
  const left = count(pairs.map(([kind]) => kind))
  const right = count(pairs.map(([, kind]) => kind))
  const score = (l: string, r: string) => {
    const expected = ((left.get(l) ?? 0) * (right.get(r) ?? 0)) / pairs.length
    const ratio = ((seen.get(`${l} ${r}`) ?? 0) + smoothing) / (expected + smoothing)
    return Math.round(100 * Math.log(ratio))
  }
  return {
    kinds,
    scores: kinds.map((l) => kinds.map((r) => (l === end || r === start ? 0 : score(l, r)))),
  }
}

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Name the folder of Markdown files to learn from.\n')
  process.exit(2)
}
const files = globSync('**/*.md', { cwd: folder }).sort()
const prose = files.flatMap((file) => proseIn(readFileSync(join(folder, file), 'utf8')))
const { kinds, scores } = learn(prose.flatMap(sentencesOf))
const target = new URL('../inference/checks/reading/lists/neighbours.txt', import.meta.url)
writeFileSync(target, `${[kinds, ...scores].map((row) => row.join(' ')).join('\n')}\n`)
