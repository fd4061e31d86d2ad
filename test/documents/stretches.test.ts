import { expect, test } from 'vitest'
import type { Block } from '../../documents/text/blocks.ts'
import { parseMarkdown } from '../../documents/text/parse.ts'
import { stretchesOf } from '../../documents/text/stretches.ts'

const standard = () => ({ label: 'Standard text', tailored: false })
const wide = '::log{id="wide" rows="12" columns="1|2|3|4|5|6|7"}'
const narrow = '::log{id="narrow" rows="12" columns="1|2|3|4|5|6"}'

function stretchesIn(...parts: string[]): [landscape: boolean, blocks: string][] {
  const stretches = stretchesOf(parseMarkdown(parts.join('\n\n'), standard))
  return stretches.map(({ landscape, blocks }) => [landscape, blocks.map(nameOf).join(' ')])
}

function nameOf(block: Block): string {
  if (block.type === 'log') return block.id
  return 'content' in block ? block.content.map(({ text }) => text).join('') : block.type
}

test('a chapter with a wide log stands on landscape pages, its neighbours do not', () => {
  expect(stretchesIn('start', '## A', 'a', wide, '## B', narrow, '## C', 'c')).toEqual([
    [false, 'start'],
    [true, 'A a wide'],
    [false, 'B narrow C c'],
  ])
})

test('what is said behind a wide log goes on with the next chapter, never on a page alone', () => {
  expect(stretchesIn('## A', wide, 'remark', '## B', 'b')).toEqual([
    [false, ''],
    [true, 'A wide'],
    [false, 'remark B b'],
  ])
})

test('between two wide logs no page is turned', () => {
  expect(stretchesIn('## A', wide, 'remark', wide, 'more', '## B', wide)).toEqual([
    [false, ''],
    [true, 'A wide remark wide more B wide'],
  ])
})

test('behind the last wide log of a document no page is turned either', () => {
  expect(stretchesIn('## A', wide, 'remark')).toEqual([
    [false, ''],
    [true, 'A wide remark'],
  ])
})
