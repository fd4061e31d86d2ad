/** `npm run vllm`: a real vLLM server on the CPU, with random weights, to try Packhorse against. */
import { failWith } from '../clients/failure.ts'
import { provide } from './real-model/python.ts'
import { runModel } from './real-model/run.ts'
import { startVllm, vllm, vllmAdapter } from './real-model/vllm.ts'

async function main() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'vLLM for CPUs comes for Linux on x86-64 alone; try npm run model on this machine.',
    )
  const say = (line: string) => process.stdout.write(`${line}\n`)
  await provide(vllm, say)
  say('Starting vLLM, which takes half a minute …')
  await runModel(await startVllm(), vllmAdapter, say)
}

await main().catch(failWith)
