interface Expression {
  readonly type: string
  readonly name?: string
  readonly value?: unknown
  readonly property?: Expression
}

interface Call {
  readonly callee: Expression
  readonly arguments: readonly Expression[]
}

/** `name = value`, in any of its forms. */
interface Binding {
  readonly id?: Expression
  readonly key?: Expression
  readonly left?: Expression
  readonly init?: Expression | null
  readonly value?: Expression
  readonly right?: Expression
}

interface Context {
  report(finding: { node: unknown; message: string }): void
}

const unverified =
  /^(?:constructEvent|parseEventNotification|notificationHandler)WithoutVerification$/

/** Their fourth argument is the age in seconds up to which a signature counts; zero is any age. */
const verifying = /^(?:constructEvent|verifyHeader|parseEventNotification)(?:Async)?$/

const isTolerance = (name: string) => /tolerance/i.test(name)

/**
 * Whoever posts to the webhook could make paid orders of any: Stripe's package can take an event
 * without its signature, and a signature of any age, which makes an event that was seen once one for ever.
 */
const onlyVerified = {
  create(context: Context) {
    const refuseName = (node: Expression) => {
      if (unverified.test(nameOf(node)))
        context.report({ node, message: 'This takes an event that nobody signed: verify it.' })
    }
    const message =
      'This may take a signature of any age: give a tolerance above zero, by that name.'
    const refuseBinding = (node: Binding) => {
      const name = nameOf(node.id ?? node.key ?? node.left)
      const value = node.init ?? node.right ?? node.value
      if (isTolerance(name) && value && isNumber(value) && !isPositive(value))
        context.report({ node, message })
    }
    return {
      Identifier: refuseName,
      Literal: refuseName,
      VariableDeclarator: refuseBinding,
      Property: refuseBinding,
      AssignmentPattern: refuseBinding,
      AssignmentExpression: refuseBinding,
      CallExpression(node: Call) {
        const age = node.arguments[3]
        if (!verifying.test(nameOf(node.callee.property ?? node.callee)) || age === undefined)
          return
        const isNamed = age.type === 'Identifier' && isTolerance(nameOf(age))
        if (!isNamed && !isPositive(age)) context.report({ node, message })
      },
    }
  },
}

function nameOf(node: Expression | undefined): string {
  const name = node?.name ?? node?.value
  return typeof name === 'string' ? name : ''
}

const isPositive = ({ value }: Expression) => typeof value === 'number' && value > 0

/** Written out, with a sign or not. */
const isNumber = ({ type, value }: Expression) =>
  type === 'UnaryExpression' || typeof value === 'number'

/** What oxlint's own rules cannot say of how webhooks are read. */
export default {
  meta: { name: 'webhooks' },
  rules: { 'only-verified': onlyVerified },
}
