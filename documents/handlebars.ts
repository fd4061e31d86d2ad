import Handlebars from 'handlebars'
import { expressions, textOf } from '../pack/expressions.ts'

/** Fills a precompiled template with the variables of one document. */
export type Fill = (variables: Readonly<Record<string, unknown>>) => string

/** Where a template stands, for its errors. */
export interface Origin {
  readonly file: string
  /** Lines above the template in its file: its front matter. */
  readonly linesAbove: number
}

const printing = { md: escapeMarkdown, attr: escapeAttribute } as const
const blocks = ['if', 'unless', 'each', 'with'] as const
const known = Object.fromEntries(
  [...Object.keys(printing), ...Object.keys(expressions), ...blocks].map((name) => [name, true]),
)

const handlebars = Handlebars.create()
for (const [name, print] of Object.entries(printing))
  handlebars.registerHelper(name, (value: unknown) => print(textOf(value)))
for (const [name, evaluate] of Object.entries(expressions))
  handlebars.registerHelper(name, (...values: unknown[]) =>
    // Handlebars hands its own options over as the last argument.
    Reflect.apply(evaluate, undefined, values.slice(0, -1)),
  )

/**
 * Compiles the body of a template. A broken one, or one that prints anything but a listed helper's
 * result, is refused with its file and line.
 */
export function compileTemplate(source: string, origin: Origin): Fill {
  const syntax = parsed(source, origin)
  new Checker(origin).accept(syntax)
  const template = handlebars.compile(syntax, {
    strict: true,
    knownHelpers: known,
    knownHelpersOnly: true,
    noEscape: true,
  })
  return (variables) => {
    try {
      return template(variables)
    } catch (cause) {
      throw new Error(`${origin.file} cannot be filled: ${said(cause)}`, { cause })
    }
  }
}

function parsed(source: string, origin: Origin): hbs.AST.Program {
  try {
    return handlebars.parse(source)
  } catch (cause) {
    const line = Number(/line (\d+)/.exec(said(cause))?.[1] ?? 1) + origin.linesAbove
    throw new Error(`${origin.file}:${line} is not a template: ${said(cause)}`, { cause })
  }
}

/** Handlebars' own visitor is the one way to see every node, sub-expressions included. */
class Checker extends Handlebars.Visitor {
  private readonly origin: Origin

  constructor(origin: Origin) {
    super()
    this.origin = origin
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    const name = nameOf(node)
    if (node.params.length === 0 || !(name in printing || name in expressions))
      this.refuse(node, `prints {{${name}}} unescaped; write {{md ${name}}}`)
    super.MustacheStatement(node)
    if (!(name in printing)) escapeResult(node)
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    const name = nameOf(node)
    if (!blocks.some((block) => block === name))
      this.refuse(node, `has the block {{#${name}}}; only ${blocks.join(', ')} are known`)
    super.BlockStatement(node)
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    const name = nameOf(node)
    if (!(name in expressions))
      this.refuse(node, `calls (${name} …), which is not a known function`)
    super.SubExpression(node)
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.refuse(node, 'includes a partial; templates stand alone')
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.refuse(node, 'includes a partial; templates stand alone')
  }

  override Decorator(node: hbs.AST.Decorator): void {
    this.refuse(node, 'has a decorator; templates have none')
  }

  override DecoratorBlock(node: hbs.AST.DecoratorBlock): void {
    this.refuse(node, 'has a decorator; templates have none')
  }

  private refuse(node: hbs.AST.Node, why: string): never {
    const { file, linesAbove } = this.origin
    throw new Error(`${file}:${node.loc.start.line + linesAbove} ${why}.`)
  }
}

function nameOf({ path }: { path: hbs.AST.Expression }): string {
  return (path as hbs.AST.PathExpression).original
}

/** `{{list x}}` becomes `{{md (list x)}}`: what an expression prints is plain text too. */
function escapeResult(node: hbs.AST.MustacheStatement): void {
  const { path, params, hash, loc } = node
  node.params = [{ type: 'SubExpression', path, params, hash, loc } as hbs.AST.SubExpression]
  node.path = {
    type: 'PathExpression',
    original: 'md',
    parts: ['md'],
    data: false,
    depth: 0,
    loc,
  } as hbs.AST.PathExpression
}

/**
 * One line of plain text: whatever the value holds, Markdown shows it and obeys none of it. Only
 * signs with a meaning are escaped, since every escape costs the parser time; a property test holds
 * that the parser gives back what went in.
 */
export function escapeMarkdown(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>&|~:@!#]/g, '\\$&')
    .replace(/www\./gi, (start) => start.replace('.', '\\.'))
    .replace(/^[+=-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** For a directive's quoted attribute; line breaks are kept, for fields of several lines. */
function escapeAttribute(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(/\r\n?/g, '\n')
    .replace(/[&"'<>{}\n]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
