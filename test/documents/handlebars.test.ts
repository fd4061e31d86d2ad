import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileTemplate } from '../../documents/text/handlebars.ts'
import { mark } from '../../documents/text/marks.ts'
import { templatesOf } from '../../documents/text/templates.ts'

const origin = { file: 'templates/x.md.hbs', linesAbove: 10 }
const compiling = (source: string) => () => compileTemplate(source, origin)

test('a variable is printed by a helper alone, and the error names file and line', () => {
  expect(compiling('one\n{{company}}')).toThrow(/^templates\/x\.md\.hbs:12 prints \{\{company\}\}/)
})

test('a triple mustache is no way round the helpers', () => {
  expect(compiling('{{{company}}}')).toThrow(/as Markdown/)
})

test('an unknown block, function or partial is refused', () => {
  expect(compiling('{{#loop x}}{{/loop}}')).toThrow(/the block \{\{#loop\}\}/)
  expect(compiling('{{md (upper x)}}')).toThrow(/\(upper …\)/)
  expect(compiling('{{#if (upper x)}}{{/if}}')).toThrow(/\(upper …\)/)
  expect(compiling('{{> part}}')).toThrow(/partial/)
})

test('a template that is no template is refused with its line', () => {
  expect(compiling('fine\n{{#if x}}')).toThrow(/^templates\/x\.md\.hbs:1\d is not a template/)
})

test('a variable that does not exist is refused when the template is filled', () => {
  expect(() => compileTemplate('{{md company.nam}}', origin)({ company: {} })).toThrow(/x\.md\.hbs/)
})

test('a value leaves a mark in the Markdown and stands beside it', () => {
  const fill = compileTemplate('{{md name}}, {{list names}}, {{date (after day 90)}}', origin)
  expect(fill({ name: '# A', names: ['a*', 'b', 'c'], day: '2026-11-21' })).toEqual({
    markdown: `${mark}, ${mark}, ${mark}`,
    values: ['# A', 'a*, b and c', '19 February 2027'],
  })
})

test('a value that is nothing leaves no mark', () => {
  expect(compileTemplate('a{{md name}}b', origin)({ name: ' ' })).toEqual({
    markdown: 'ab',
    values: [],
  })
})

test('a template that holds a mark itself is refused with its file and line', () => {
  expect(compiling(`one\n${mark}`)).toThrow(/^templates\/x\.md\.hbs:12 holds a private-use/)
})

test('a template without front matter, or with a wrong one, is refused with its file', () => {
  const root = mkdtempSync(join(tmpdir(), 'packhorse-templates-'))
  const file = join(root, '01-a.md.hbs')
  mkdirSync(join(root, 'tailored'))
  writeFileSync(file, 'text')
  expect(() => templatesOf('.', root)).toThrow(/01-a\.md\.hbs:1 has no front matter/)
  writeFileSync(file, '---\nid: 01-a\n---\ntext')
  expect(() => templatesOf('.', root)).toThrow(/01-a\.md\.hbs:1[\s\S]*title/)
})
