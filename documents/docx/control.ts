import { element, together, type Xml } from '../ooxml/xml.ts'
import type { Field } from '../text/blocks.ts'
import { colours } from '../type/style.ts'
import type { Inventory } from './inventory.ts'
import { run } from './text.ts'
import { ink, val, w } from './word.ts'

/** Word allows no longer name or tag of a control. */
const longestName = 64

/** What an empty control shows until somebody writes in it. */
const prompts = {
  text: 'Click to fill in',
  multiline: 'Click to fill in',
  date: 'Click to choose a date',
  choice: 'Click to choose',
} as const

/**
 * A field as a content control within a paragraph (ECMA-376 part 1, 17.5.2).
 * @param prompt what it shows while it is empty
 */
export function control(field: Field, inventory: Inventory, prompt?: string): Xml {
  const { kind, value } = field
  if (kind === 'checkbox') return checkbox(field, inventory)
  if (value !== '') return structured(field, inventory, [kindOf(field, inventory)], run(value))
  const shown = run(prompt ?? prompts[kind], placeholder)
  return structured(field, inventory, [w('showingPlcHdr'), kindOf(field, inventory)], shown)
}

// The colour stands here too, for applications that forget the style of a placeholder.
const placeholder = together([val('rStyle', 'PlaceholderText'), ink(colours.muted)])

function structured(
  { id, label }: Field,
  inventory: Inventory,
  kind: readonly Xml[],
  shown: Xml,
): Xml {
  inventory.controls += 1
  const name = val('alias', shortened(label))
  const number = val('id', inventory.controls)
  const properties = w('sdtPr', {}, name, val('tag', shortened(id)), number, ...kind)
  return w('sdt', {}, properties, w('sdtContent', {}, shown))
}

function shortened(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`
}

function kindOf({ kind, value, options }: Field, { lang }: Inventory): Xml {
  switch (kind) {
    case 'date': {
      const format = [val('dateFormat', 'd MMMM yyyy'), val('lid', lang)]
      return w(
        'date',
        {},
        ...format,
        val('storeMappedDataAs', 'dateTime'),
        val('calendar', 'gregorian'),
      )
    }
    case 'choice': {
      const choices = new Set(value === '' ? options : [value, ...options])
      const items = [...choices].map((it) => w('listItem', { displayText: it, value: it }))
      return w('dropDownList', {}, ...items)
    }
    default:
      // LibreOffice 7 puts the line breaks of a plain text control before its words.
      if (value.includes('\n')) return w('richText')
      return w('text', { multiLine: kind === 'multiline' ? 1 : undefined })
  }
}

/** Signs and their font as Word's own. */
const box = { on: { code: '2612', sign: '☒' }, off: { code: '2610', sign: '☐' } } as const
const boxFont = 'MS Gothic'

function checkbox(field: Field, inventory: Inventory): Xml {
  const checked = field.value !== ''
  const state = (name: string, { code }: (typeof box)['on' | 'off']) =>
    element(`w14:${name}`, { 'w14:val': code, 'w14:font': boxFont })
  const kind = element(
    'w14:checkbox',
    {},
    element('w14:checked', { 'w14:val': checked ? 1 : 0 }),
    state('checkedState', box.on),
    state('uncheckedState', box.off),
  )
  const font = w('rFonts', { ascii: boxFont, eastAsia: boxFont, hAnsi: boxFont, hint: 'eastAsia' })
  return structured(field, inventory, [kind], run(box[checked ? 'on' : 'off'].sign, font))
}
