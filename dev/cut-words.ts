// Makes inference/checks/reading/lists/english.txt, the words that count as English in a model's answer, from
// SCOWL's small British list (Debian package `wbritish-small`, licence beside the result). Names
// and possessives stay out: a name has to be in the answers or in the evidence.
import { readFileSync, writeFileSync } from 'node:fs'

const source = process.argv[2] ?? '/usr/share/dict/british-english-small'
const target = new URL('../inference/checks/reading/lists/english.txt', import.meta.url)

const words = readFileSync(source, 'utf8')
  .split('\n')
  .filter((word) => /^[a-z]{2,}$/.test(word))
  .sort()
writeFileSync(target, `${words.join('\n')}\n`)
