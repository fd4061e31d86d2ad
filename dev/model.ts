/** `npm run model`: a small trained model on a real llama.cpp server, to try Packhorse against. */
import { failWith } from '../clients/failure.ts'
import { provide } from './real-model/python.ts'
import { runModel } from './real-model/run.ts'
import { smollm2, smollm2Name, startSmollm2 } from './real-model/smollm2.ts'

async function main() {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  await provide(smollm2, say)
  await runModel(await startSmollm2(), smollm2Name, say)
}

await main().catch(failWith)
