import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLabelled } from '../../commands/judge/labelled.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { judgeAssignment } from '../../inference/judge/judge-prompt.ts'
import { promptHash } from '../stand-in-model/usual.ts'

const answers = join(import.meta.dirname, '..', '..', 'test', 'answers', 'answers.jsonl')

/** @returns a file by which the stand-in for the judge knows what people have found faulty */
export function writeLabels(folder: string): string {
  const faulty = readLabelled(answers).filter(({ isFaulty }) => isFaulty)
  const hashes = faulty.map(({ order, artefact, part, content }) => {
    const asked = judgeAssignment(assignmentFor({ order, artefact, part })!, content)
    return promptHash(asked.prompt.user)
  })
  const file = join(folder, 'faulty.json')
  writeFileSync(file, JSON.stringify(hashes))
  return file
}
