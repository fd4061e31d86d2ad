import { untilStopped } from '../../clients/signals.ts'
import type { RealModel } from './server.ts'

/** Says how to use the server, and serves until Ctrl-C. */
export async function runModel(
  { url, stop }: RealModel,
  name: string,
  say: (line: string) => void,
): Promise<void> {
  const stopped = untilStopped()
  say(
    [
      'The model is served until Ctrl-C. Its texts are too weak for a customer: Packhorse refuses them.',
      'For the shell that runs npm start:',
      `  export VLLM_4B_URLS=${url}`,
      `  export VLLM_4B_MODEL=${name}`,
      '  export INFERENCE_4B_TIMEOUTS=600,600,1800',
    ].join('\n'),
  )
  await stopped
  await stop()
}
