import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { renderDocx } from '../../documents/docx/render.ts'
import { everything } from './every-block.ts'
import { document } from './registers.ts'
import { readWord } from './word-reader.ts'
import { all, first, type XmlElement } from './xml-reader.ts'

test('the file says what it is, from when, and that a language model had a part in it', async () => {
  const { parts } = await readWord(await renderDocx(everything, 'the-key'))
  const core = parts.get('docProps/core.xml') as XmlElement
  const said = core.children.map((child) => [
    (child as XmlElement).name,
    ...(child as XmlElement).children,
  ])
  expect(said).toEqual([
    ['dc:title', 'Record of processing'],
    ['dc:creator', 'Packhorse'],
    ['dc:identifier', 'the-key'],
    ['dc:language', 'en-GB'],
    ['dcterms:created', '2026-11-21T10:00:00Z'],
    ['dcterms:modified', '2026-11-21T10:00:00Z'],
  ])
  const custom = first(parts.get('docProps/custom.xml') as XmlElement, 'property')
  expect(custom?.attributes['name']).toBe('DigitalSourceType')
  expect(custom && first(custom, 'vt:lpwstr')?.children).toEqual([
    'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
  ])
})

test('a file without a word by a language model does not say so', async () => {
  const { parts } = await readWord(await renderDocx(document([], { tailored: false }), 'key'))
  expect(parts.has('docProps/custom.xml')).toBe(false)
})

test('every part has a type and every relation its part', async () => {
  const { parts } = await readWord(await renderDocx(everything, 'the-key'))
  const types = all(parts.get('[Content_Types].xml') as XmlElement, 'Override')
  const typed = types.map(({ attributes }) => attributes['PartName']?.slice(1))
  const files = [...parts.keys()].filter((path) => path.endsWith('.xml') && !path.startsWith('['))
  expect(new Set(typed)).toEqual(new Set(files))
  for (const [path, folder] of [
    ['_rels/.rels', ''],
    ['word/_rels/document.xml.rels', 'word/'],
  ] as const)
    for (const { attributes } of all(parts.get(path) as XmlElement, 'Relationship'))
      if (attributes['TargetMode'] !== 'External')
        expect([...parts.keys()]).toContain(folder + attributes['Target'])
})

test('a file is the same in another process, time zone and locale', async () => {
  const here = await renderDocx(everything, 'key')
  expect(await renderDocx(everything, 'key')).toEqual(here)
  const script = `
    const { renderDocx } = await import(process.argv[1])
    process.stdout.write(await renderDocx(JSON.parse(process.argv[2]), 'key'))`
  const module = pathToFileURL(join(import.meta.dirname, '../../documents/docx/render.ts')).href
  const args = ['--input-type=module', '-e', script, module, JSON.stringify(everything)]
  for (const [TZ, LC_ALL] of [
    ['Pacific/Kiritimati', 'de_DE.UTF-8'],
    ['Pacific/Pago_Pago', 'tr_TR.UTF-8'],
  ]) {
    const elsewhere = execFileSync(process.execPath, args, { env: { ...process.env, TZ, LC_ALL } })
    expect(elsewhere.equals(here), TZ).toBe(true)
  }
})
