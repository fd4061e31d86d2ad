import { parentPort, workerData } from 'node:worker_threads'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { askFor, assignmentOf } from './rig.ts'

const { artefact, texts } = workerData as { artefact: string; texts: readonly string[] }
const assignment = assignmentOf(askFor(artefact, { part: artefact === 'briefing' ? '' : 'orders' }))

function isRefused(text: string): boolean {
  const keys = Object.keys(assignment.content.shape)
  const content = JSON.stringify(Object.fromEntries(keys.map((key) => [key, text])))
  return checkAnswer(content, assignment, unsupportedCharacters).failure !== null
}

const refused = texts.filter(isRefused).length
// No window is meant: a port of Node.js knows no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(refused)
