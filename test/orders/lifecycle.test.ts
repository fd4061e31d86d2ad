import { it } from 'vitest'
import { describeOnBoth } from '../databases.ts'
import { livesAreTrue } from './lifecycle/check.ts'

describeOnBoth('an order', (database) => {
  it('is what Stripe says, whoever comes in whatever order', () => livesAreTrue(database(), 100))
})
