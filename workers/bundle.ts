import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { failureConverterPath } from '../clients/temporal/data-converter.ts'

const root = join(import.meta.dirname, '..')

/**
 * The workflows' code as one file, made once per content in a process of its own: the bundler
 * leaves hundreds of megabytes behind in whatever heap it ran in.
 *
 * @param sealed payloads are, and so are the messages of failures
 * @returns the file's path, under `folder`
 */
export async function workflowBundle(
  folder: string,
  sealed = false,
): Promise<{ codePath: string }> {
  const codePath = join(folder, `workflows-${contentHash()}${sealed ? '-sealed' : ''}.js`)
  if (!existsSync(codePath))
    await promisify(execFile)(process.execPath, [import.meta.filename, codePath, `${sealed}`])
  return { codePath }
}

function contentHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const file of globSync(['workflows/*.ts', 'pack/*.ts'], { cwd: root }).sort())
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

async function write(file: string, sealed: boolean): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'fulfil-order.ts'),
    logger: new DefaultLogger('WARN'),
    ...(sealed && { failureConverterPath }),
  })
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, code)
  renameSync(unfinished, file)
}

if (import.meta.main && process.argv[2] !== undefined)
  await write(process.argv[2], process.argv[3] === 'true')
