import { parentPort, workerData } from 'node:worker_threads'
import { checkedLong } from './long-answers.ts'

interface Work {
  readonly artefact: string
  readonly texts: readonly string[]
  readonly times: number
}

const { artefact, texts, times } = workerData as Work
const isRefused = (text: string) => checkedLong(artefact, text, times).failure !== null
// No window is meant: a port of Node.js knows no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(texts.filter(isRefused).length)
