import Handlebars from 'handlebars'
import { expressions, textOf } from '../../pack/expressions.ts'
import { punctuated } from '../../pack/sentence.ts'
import { mark } from './marks.ts'

/** A template with one document's variables: its Markdown, and a value for each mark in it. */
export interface Filled {
  readonly markdown: string
  readonly values: readonly string[]
}

export type Fill = (variables: Readonly<Record<string, unknown>>) => Filled

/** Where a template stands, for its errors. */
export interface Origin {
  readonly file: string
  /** Lines above the template in its file: its front matter. */
  readonly linesAbove: number
}

/** `md` stands in running text, `attr` in a directive's quotes; both print plain text. */
const printing = ['md', 'attr'] as const
const blocks = ['if', 'unless', 'each', 'with'] as const
const known = Object.fromEntries(
  [...printing, ...Object.keys(expressions), ...blocks].map((name) => [name, true]),
)

const handlebars = Handlebars.create()
for (const name of printing)
  handlebars.registerHelper(name, (value: unknown, { data }: { data: Printed }) =>
    print(textOf(value), data),
  )
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
  refusePrivateUse(source, origin)
  const syntax = parsed(source, origin)
  new Checker(origin).accept(syntax)
  const template = handlebars.compile(syntax, {
    strict: true,
    knownHelpers: known,
    knownHelpersOnly: true,
    noEscape: true,
  })
  return (variables) => {
    const values: string[] = []
    try {
      const markdown = template(variables, { data: { values } satisfies Printed })
      const met = punctuated({ around: markdown.split(mark), values })
      return { markdown: met.around.join(mark), values: met.values }
    } catch (cause) {
      throw new Error(`${origin.file} cannot be filled: ${said(cause)}`, { cause })
    }
  }
}

interface Printed {
  readonly values: string[]
}

/** A value that is nothing leaves no mark: Markdown shall see that nothing stands there. */
function print(text: string, { values }: Printed): string {
  const value = text.normalize('NFC').trim().replace(/\r\n?/g, '\n')
  if (value === '') return ''
  values.push(value)
  return mark
}

/** Marks are private-use characters. */
function refusePrivateUse(source: string, { file, linesAbove }: Origin): void {
  const at = source.search(/\p{Co}/u)
  if (at < 0) return
  const line = source.slice(0, at).split('\n').length + linesAbove
  throw new Error(`${file}:${line} holds a private-use character, which no font can print.`)
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
    if (node.params.length === 0 || !(isPrinting(name) || name in expressions))
      this.refuse(node, `prints {{${name}}} as Markdown; write {{md ${name}}}`)
    super.MustacheStatement(node)
    if (!isPrinting(name)) printResult(node)
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

function isPrinting(name: string): boolean {
  return printing.some((known) => known === name)
}

/** `{{list x}}` becomes `{{md (list x)}}`: what an expression prints is plain text too. */
function printResult(node: hbs.AST.MustacheStatement): void {
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

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
