import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

it('every link between our documents leads somewhere', () => {
  const links = documents.flatMap((file) =>
    [...textOf(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
      ([, path = '', anchor]) => ({
        link: `${file} → ${path}#${anchor ?? ''}`,
        target: path === '' ? file : join(dirname(file), path),
        anchor,
      }),
    ),
  )
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter((each) => !leads(each)).map(({ link }) => link)).toEqual([])
})

function leads({ target, anchor }: { target: string; anchor?: string | undefined }): boolean {
  if (!existsSync(join(root, target))) return false
  return anchor === undefined || anchorsIn(textOf(target)).has(anchor)
}

/** Those that are set by hand, and those of headings. */
function anchorsIn(text: string): Set<string> {
  const set = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => slugOf(words))
  return new Set([...set, ...headings])
}

const slugOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
