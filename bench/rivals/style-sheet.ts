import { readFileSync } from 'node:fs'
import { sheet, sizes, type TypeSize } from '../../documents/type/style.ts'
import { inks, type Look, looks, type Panel, panels } from './looks.ts'
import { fontFiles } from './rival.ts'

/** Its fonts are part of it, so that they are read once. */
export function styleSheet(): string {
  const { side, top, bottom } = sheet
  return `
    ${face(fontFiles.regular, 400)}
    ${face(fontFiles.semiBold, 600)}
    @page {
      size: A4 portrait;
      font: ${looks.small.size}pt Inter;
      color: ${inks.muted};
      margin: ${top}pt ${side}pt ${bottom}pt;
      @bottom-left { white-space: pre }
      @bottom-right { content: "page " counter(page) " of " counter(pages) }
    }
    @page landscape { size: A4 landscape }
    .landscape { page: landscape }
    html { font-family: Inter; overflow-wrap: break-word }
    body, h1, h2, h3, h4, p, ul { margin: 0; padding: 0 }
    h1, h2, h3, h4, p { white-space: pre-line }
    b, th, .label { font-weight: 600 }
    a { color: ${inks.link} }
    li { margin-left: 16pt }
    table { width: 100%; border-collapse: collapse; margin-top: 9pt; ${typeOf(sizes.table)} }
    th { background: ${inks.tint}; text-align: left }
    th, td { border: 0.5pt solid ${inks.line}; padding: 4pt; vertical-align: top }
    tr, .boxes { break-inside: avoid }
    .boxes { display: flex; gap: 14pt; margin-top: 9pt }
    .boxes > div { flex: 1 }
    .label { ${typeOf(sizes.label)}; color: ${inks.muted} }
    .value {
      ${typeOf(sizes.field)};
      border: 0.75pt solid ${inks.fieldBorder};
      background: ${inks.field};
      padding: 4pt;
      box-sizing: border-box;
    }
    section { margin-top: 10pt; padding: 6pt 11pt }
    ${Object.entries(looks).map(rule).join('\n')}
    ${Object.entries(panels).map(panelRule).join('\n')}
  `
}

function typeOf({ size, leading }: TypeSize): string {
  return `font-size: ${size}pt; line-height: ${leading}pt`
}

function rule([name, look]: [string, Look]): string {
  return `.${name} {
    ${typeOf(look)};
    color: ${look.colour};
    font-weight: ${look.strong ? 600 : 400};
    margin-top: ${look.above}pt;
    break-after: ${/^h\d/.test(name) ? 'avoid' : 'auto'};
  }`
}

function panelRule([name, { bar, tint }]: [string, Panel]): string {
  return `.${name} { background: ${tint}; border-left: 3pt solid ${bar} }`
}

function face(file: string, weight: number): string {
  const data = readFileSync(file).toString('base64')
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/ttf;base64,${data}) }`
}
