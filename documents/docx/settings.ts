import { element, type Xml } from '../ooxml/xml.ts'
import { namespaces, val, w } from './word.ts'

/**
 * Fields are not brought up to date on opening, which Word would ask about; it counts pages anyway.
 * Mode 15 lays out as Word 2013 and later, and does not call the file old.
 */
export function settingsPart(lang: string): Xml {
  const mode = {
    name: 'compatibilityMode',
    uri: 'http://schemas.microsoft.com/office/word',
    val: 15,
  }
  return element(
    'w:settings',
    namespaces,
    val('defaultTabStop', 720),
    val('characterSpacingControl', 'doNotCompress'),
    w('compat', {}, w('compatSetting', mode)),
    val('themeFontLang', lang),
    w('clrSchemeMapping', mapping),
    val('decimalSymbol', '.'),
    val('listSeparator', ','),
  )
}

/** Which colour of the theme stands for which use: as their names say. */
const mapping = {
  bg1: 'light1',
  t1: 'dark1',
  bg2: 'light2',
  t2: 'dark2',
  accent1: 'accent1',
  accent2: 'accent2',
  accent3: 'accent3',
  accent4: 'accent4',
  accent5: 'accent5',
  accent6: 'accent6',
  hyperlink: 'hyperlink',
  followedHyperlink: 'followedHyperlink',
}
