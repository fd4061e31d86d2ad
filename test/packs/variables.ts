import Handlebars from 'handlebars'
import { expressions } from '../../pack/expressions.ts'

/** As much of a JSON Schema as says which variables there are; `any`: not described. */
export interface Shape {
  readonly any?: boolean
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly type?: string
}

export const anything: Shape = { any: true }

interface Scope {
  readonly root: Shape
  readonly context: Shape
  /** Block parameters: `{{#each plan as |task|}}`. */
  readonly names: Readonly<Record<string, Shape>>
}

/** Every variable that a template's shape does not have, never-taken branches included: `43: firm.nam`. */
export function missingVariables(source: string, shape: Shape): string[] {
  const missing: string[] = []
  visit(Handlebars.parse(source), { root: shape, context: shape, names: {} }, missing)
  return missing
}

function visit(program: hbs.AST.Program, scope: Scope, missing: string[]): void {
  for (const statement of program.body) {
    if (statement.type === 'MustacheStatement') shapeOf(statement, scope, missing)
    if (statement.type === 'BlockStatement')
      visitBlock(statement as hbs.AST.BlockStatement, scope, missing)
  }
}

function visitBlock(block: hbs.AST.BlockStatement, scope: Scope, missing: string[]): void {
  const shapes = block.params.map((param) => shapeOf(param, scope, missing))
  const isEach = block.path.original === 'each'
  visit(block.program, isEach ? entered(block, shapes[0] ?? {}, scope) : scope, missing)
  if (block.inverse) visit(block.inverse, scope, missing)
}

function entered(block: hbs.AST.BlockStatement, list: Shape, scope: Scope): Scope {
  const item = list.any ? anything : (list.items ?? {})
  const [name] = block.program.blockParams ?? []
  return { ...scope, context: item, names: name ? { ...scope.names, [name]: item } : scope.names }
}

/** The shape of an expression; what a function returns is not described. */
function shapeOf(
  node: hbs.AST.Expression | hbs.AST.MustacheStatement,
  scope: Scope,
  missing: string[],
): Shape {
  if (node.type === 'PathExpression')
    return resolved(node as hbs.AST.PathExpression, scope, missing)
  if (!('params' in node)) return anything
  const { params, path } = node as hbs.AST.SubExpression | hbs.AST.MustacheStatement
  const isCall = params.length > 0
  if (!isCall) return shapeOf(path, scope, missing)
  const name = (path as hbs.AST.PathExpression).original
  if (!(name in expressions) && name !== 'md' && name !== 'attr')
    missing.push(`${node.loc.start.line}: ${name}()`)
  for (const param of params) shapeOf(param, scope, missing)
  return anything
}

function resolved(path: hbs.AST.PathExpression, scope: Scope, missing: string[]): Shape {
  if (path.data && path.parts[0] !== 'root') return anything
  const parts = path.data ? path.parts.slice(1) : [...path.parts]
  const [first = ''] = parts
  const named = path.data ? undefined : scope.names[first]
  const start = named ?? (path.data ? scope.root : scope.context)
  let shape: Shape | undefined = start
  for (const part of named ? parts.slice(1) : parts)
    shape = shape?.any ? anything : shape?.properties?.[part]
  if (shape === undefined || path.depth > 0)
    missing.push(`${path.loc.start.line}: ${path.original}`)
  return shape ?? anything
}
