import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { endWithThisProcess, stop } from './child-process.ts'
import { freePort } from './free-port.ts'

/** Its shapes are those of Stripe's own description of the API, as of this release. */
const version = 'v0.203.0'
const folder = join(import.meta.dirname, '..', '.local', 'bin')
const program = join(folder, `stripe-mock-${version}`)

export const stripeMockInstallLine = 'install Go 1.24 or newer (https://go.dev/dl)'

/** Built with Go when it is not there yet. @returns false where Go is absent */
export async function prepareStripeMock(): Promise<boolean> {
  if (existsSync(program)) return true
  const run = promisify(execFile)
  const hasGo = await run('go', ['version']).then(
    () => true,
    () => false,
  )
  if (!hasGo) return false
  const building = join(folder, `building-${version}-${process.pid}`)
  mkdirSync(building, { recursive: true })
  const env = { ...process.env, GOBIN: building }
  await run('go', ['install', `github.com/stripe/stripe-mock@${version}`], { env })
  renameSync(join(building, 'stripe-mock'), program)
  rmSync(building, { recursive: true })
  return true
}

/** Stripe's own stand-in: it keeps nothing, and answers with an example of the object asked for. */
export async function startStripeMock() {
  const port = await freePort(2)
  const ports = ['-http-addr', `127.0.0.1:${port}`, '-https-addr', `127.0.0.1:${port + 1}`]
  const child = spawn(program, ports, { stdio: 'ignore' })
  endWithThisProcess(child)
  const url = `http://127.0.0.1:${port}`
  for (let n = 0; n < 100 && !(await answers(url)); n++) await sleep(50)
  return { url, stop: () => stop(child) }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}
