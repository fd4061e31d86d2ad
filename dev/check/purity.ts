interface Expression {
  readonly type: string
  readonly name?: string
  readonly value?: unknown
  readonly object?: Expression
  readonly property?: Expression
  readonly key?: Expression
  readonly properties?: readonly Expression[]
}

interface Call {
  readonly callee: Expression
  readonly arguments: readonly Expression[]
}

interface Context {
  report(finding: { node: unknown; message: string }): void
}

const localMember =
  /^(?:[gs]et(?:Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds)|getTimezoneOffset|to(?:Locale)?(?:Date|Time)String|toLocaleString)$/

/** `Date()` and `new Date()` without an argument. */
const noClock = {
  create(context: Context) {
    const message = 'This reads the clock: compute the date from a value.'
    return {
      NewExpression(node: Call) {
        if (isName(node.callee, 'Date') && node.arguments.length === 0)
          context.report({ node, message })
      },
      CallExpression(node: Call) {
        if (isName(node.callee, 'Date')) context.report({ node, message })
      },
    }
  },
}

/** Dates built, read or written in the time zone of the machine. */
const noLocalTime = {
  create(context: Context) {
    const message = 'This depends on the time zone of the machine: use UTC, or name a `timeZone`.'
    const checkFormat = (node: Call) => {
      if (isDateTimeFormat(node.callee) && !namesTimeZone(node.arguments[1]))
        context.report({ node, message })
    }
    return {
      NewExpression(node: Call) {
        if (isName(node.callee, 'Date') && node.arguments.length > 1)
          context.report({ node, message })
        checkFormat(node)
      },
      CallExpression: checkFormat,
      MemberExpression(node: Expression) {
        if (localMember.test(String(node.property?.name ?? node.property?.value)))
          context.report({ node, message })
      },
    }
  },
}

function isName(node: Expression | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name
}

function isDateTimeFormat({ object, property }: Expression): boolean {
  return isName(object, 'Intl') && isName(property, 'DateTimeFormat')
}

function namesTimeZone(options: Expression | undefined): boolean {
  return options?.properties?.some(({ key }) => isName(key, 'timeZone')) ?? false
}

/**
 * What oxlint's own rules cannot say of code that must give the same result whenever and wherever
 * it runs. A plugin of oxlint in the shape of ESLint's.
 */
export default {
  meta: { name: 'pure' },
  rules: { 'no-clock': noClock, 'no-local-time': noLocalTime },
}
