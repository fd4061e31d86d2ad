import type { Block, Field, Line, Span } from './blocks.ts'

/** The block tree as Markdown that reads well as plain text, too. */
export function toMarkdown(title: string, blocks: readonly Block[]): string {
  return `# ${escaped(title)}\n\n${blocks.map(blockText).filter(Boolean).join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${lineText(block.content)}`
    case 'paragraph':
      return lineText(block.content)
    case 'list':
      return block.items.map((item, index) => itemText(item, block, index)).join('\n')
    case 'table':
      return tableText([block.header, ...block.rows].map((row) => row.map(lineText)))
    case 'log':
      return tableText([block.columns.map(escaped), ...emptyRows(block.rows, block.columns.length)])
    case 'field':
      return fieldText(block)
    case 'signature':
      return `**Signed by: ${escaped(block.role)}**\n\nName: ${blank}  Date: ${blank}  Signature: ${blank}`
    case 'sheet':
      return ''
    case 'callout':
      return quoted(block.blocks.map(blockText).join('\n\n'))
    case 'section':
      return [
        `**[${escaped(block.label)}]**`,
        ...(block.note ? [lineText(block.note)] : []),
        ...block.blocks.map(blockText),
      ].join('\n\n')
  }
}

const blank = '\\_'.repeat(12)

function itemText(
  item: readonly Block[],
  { ordered, start }: { ordered: boolean; start: number },
  index: number,
): string {
  const sign = ordered ? `${start + index}. ` : '- '
  const text = item.map(blockText).join('\n\n')
  return sign + text.replaceAll('\n', `\n${' '.repeat(sign.length)}`)
}

function tableText([header = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

function emptyRows(rows: number, columns: number): string[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => ''))
}

function fieldText({ kind, label, value }: Field): string {
  if (kind === 'checkbox') return `- [${value === '' ? ' ' : 'x'}] ${escaped(label)}`
  const lines = value.split('\n').map(escaped).join('  \n')
  return `**${escaped(label)}:** ${lines || blank}`
}

function quoted(text: string): string {
  return text.replace(/^(.*)$/gm, (line) => (line === '' ? '>' : `> ${line}`))
}

function lineText(content: Line): string {
  return content.map(spanText).join('').replaceAll('\n', '  \n')
}

function spanText({ text, strong, link }: Span): string {
  const words = link === text ? `<${link}>` : link ? `[${escaped(text)}](<${link}>)` : escaped(text)
  // Stress may not begin or end with a space in Markdown.
  return strong ? words.replace(/^(\s*)([\s\S]*?)(\s*)$/, '$1**$2**$3') : words
}

/** Only what Markdown would act on, so that the source stays readable. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]<>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/&(?=[#a-z])/gi, '\\&')
    .replace(/^(\s*)([#+-]+)(?=\s|$)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
}
