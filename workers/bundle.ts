import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

const root = join(import.meta.dirname, '..')

/**
 * The workflows' code as one file, made once per content in a process of its own: the bundler
 * leaves hundreds of megabytes behind in whatever heap it ran in.
 *
 * @returns the file's path, under `folder`
 */
export async function workflowBundle(folder: string): Promise<{ codePath: string }> {
  const codePath = join(folder, `workflows-${contentHash()}.js`)
  if (!existsSync(codePath))
    await promisify(execFile)(process.execPath, [import.meta.filename, codePath])
  return { codePath }
}

function contentHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const file of globSync(['workflows/*.ts', 'pack/*.ts'], { cwd: root }).sort())
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

async function write(file: string): Promise<void> {
  const workflowsPath = join(root, 'workflows', 'fulfil-order.ts')
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, code)
  renameSync(unfinished, file)
}

if (import.meta.main && process.argv[2] !== undefined) await write(process.argv[2])
