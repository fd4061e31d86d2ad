import { spawn } from 'node:child_process'
import { endWithThisProcess, stop } from './child-process.ts'
import { freePort } from './free-port.ts'
import { goProgram } from './go-program.ts'
import { untilAnswers } from './until-answers.ts'

/** Its shapes are those of Stripe's own description of the API, as of this release. */
const { file, prepare } = goProgram({
  name: 'stripe-mock',
  module: 'github.com/stripe/stripe-mock',
  version: 'v0.203.0',
})

export { prepare as prepareStripeMock }

/** Stripe's own stand-in: it keeps nothing, and answers with an example of the object asked for. */
export async function startStripeMock() {
  const port = await freePort(2)
  const ports = ['-http-addr', `127.0.0.1:${port}`, '-https-addr', `127.0.0.1:${port + 1}`]
  const child = spawn(file, ports, { stdio: 'ignore' })
  endWithThisProcess(child)
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(url)
  return { url, stop: () => stop(child) }
}
