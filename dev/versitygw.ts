import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endWithThisProcess, stop } from './child-process.ts'
import { freePort } from './free-port.ts'
import { goProgram } from './go-program.ts'
import { untilAnswers } from './until-answers.ts'

const { file, prepare } = goProgram({
  name: 'versitygw',
  module: 'github.com/versity/versitygw/cmd/versitygw',
  version: 'v1.8.0',
})

export { prepare as prepareVersitygw }

/** Serialisable, so that a run's servers can be handed to its tests. */
export interface S3Place {
  readonly url: string
  /** Whose folders are the buckets. */
  readonly buckets: string
}

const key = { ROOT_ACCESS_KEY: 'packhorse', ROOT_SECRET_KEY: 'a key of a test' }

/** A real S3 server on loopback, its data in a temporary folder. */
export async function startVersitygw(): Promise<S3Place & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-s3-'))
  const buckets = join(folder, 'buckets')
  const metadata = join(folder, 'metadata')
  for (const each of [buckets, metadata]) mkdirSync(each)
  const port = await freePort()
  const { command, args, env } = s3Server(port, buckets, metadata)
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } })
  endWithThisProcess(child)
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(url)
  return {
    url,
    buckets,
    async stop() {
      await stop(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** How such a server is started. */
export function s3Server(port: number, buckets: string, metadata: string) {
  const server = ['--port', `127.0.0.1:${port}`, '--keep-alive', '--quiet']
  // Metadata lie beside, since not every file system of a temporary folder has attributes.
  const store = ['posix', '--sidecar', metadata, buckets]
  return { command: file, args: [...server, ...store], env: key }
}

/** Makes an empty bucket. @returns the environment of a process that keeps its blobs there */
export function newBucket({ url, buckets }: S3Place) {
  const name = `bucket-${randomUUID()}`
  mkdirSync(join(buckets, name))
  return {
    STORE_URL: `s3://${name}/blobs`,
    S3_ENDPOINT: url,
    AWS_ACCESS_KEY_ID: key.ROOT_ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: key.ROOT_SECRET_KEY,
  }
}
