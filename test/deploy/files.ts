import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export const fileOf = (path: string) => readFileSync(join(root, path), 'utf8')
