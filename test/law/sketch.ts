import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A small tree of its own: paths and what the files hold. */
export type Sketch = Readonly<Record<string, string>>

/** Writes the sketch to a temporary folder, hands that to `use`, and removes it. */
export async function withSketch<T>(sketch: Sketch, use: (tree: string) => Promise<T>): Promise<T> {
  const tree = mkdtempSync(join(tmpdir(), 'packhorse-sketch-'))
  try {
    for (const [path, text] of Object.entries(sketch)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true })
      writeFileSync(join(tree, path), text)
    }
    return await use(tree)
  } finally {
    rmSync(tree, { recursive: true })
  }
}

/** A package as it lies in `node_modules`. */
export function installed(name: string): Sketch {
  const folder = `node_modules/${name}`
  return {
    [`${folder}/package.json`]: JSON.stringify({ name, version: '1.0.0', exports: './index.js' }),
    [`${folder}/index.js`]: 'export const it = 1\n',
  }
}
