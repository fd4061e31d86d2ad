import { expect, test } from 'vitest'
import { refuseWrongDirectives } from '../../documents/text/directives.ts'

const check = (line: string) => () =>
  refuseWrongDirectives(`## Title\n\n${line}\n`, {
    file: 'templates/x/01-x.md.hbs',
    linesAbove: 14,
  })

test.each([
  ['::field{id="a" type="text" label="A" value="{{attr (get names "first")}}"}'],
  ['::log{id="a" sheet="A" rows="5" columns="On|Who" types="date|"}'],
  ['::signature{id="a" role="{{attr approver}}"}'],
  [':::section{id="plan" row="{{attr row.id}}"}\n\nWords.\n\n:::'],
  ['::::callout{kind="note"}\n:::section{id="a"}\nWords.\n:::\n::::'],
  [':::sheet{id="a" name="A" types="date||Yes; No"}\n:::'],
  ['It closes at 14:30 :: or later.'],
])('%s is accepted', (line) => {
  expect(check(line)).not.toThrow()
})

test.each([
  ['::signatur{id="a" role="b"}', 'has ::signatur, which is no directive'],
  [':::field{id="a"}', 'has :::field, which is no directive'],
  ['::field{idd="a" type="text" label="A"}', 'has ::field without id="…"'],
  ['::field{id="a" type="text" label="A" rows="3"}', 'has ::field with rows="…"; it takes id'],
  ['::field{id="a" type="textarea" label="A"}', 'with type="textarea", which'],
  ['::log{id="a" rows="five" columns="On"}', 'with rows="five", which'],
  ['::log{id="a" rows="5" columns="On|Who" types="|dat"}', 'with types="|dat", which'],
  [':::section{id="a"}', 'opens a directive that is never closed'],
  [':::', 'closes nothing that was opened'],
  [':::callout{kind="loud"}', 'with kind="loud", which'],
])('%s is refused with file and line', (line, fault) => {
  expect(check(line)).toThrow(fault)
  expect(check(line)).toThrow(/^templates\/x\/01-x\.md\.hbs:17 /)
})
