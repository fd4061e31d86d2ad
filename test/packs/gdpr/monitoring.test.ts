import { expect, test } from 'vitest'
import { type GdprView, gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, orderOf } from '../firms.ts'

const firmNamed = (name: string): Answers => firms.find((firm) => firm.name === name)?.answers ?? {}

const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))

/** A firm with staff and nothing else, so that its monitoring alone can rest on its interests. */
const monitored = (...ways: string[]) =>
  viewOf(changed(firmNamed('holding-netherlands'), 'use.monitoring', ways))

const isLeftOut = ({ leftOut }: GdprView, wanted: string) =>
  leftOut.some(({ number }) => number === wanted)

test('monitoring that rests on interests is weighed where nothing else has to be', () => {
  const view = monitored('logs')
  expect(view.interestActivities.map(({ id }) => id)).toEqual(['monitoring-logs'])
  expect(isLeftOut(view, '10')).toBe(false)
  expect(view.plan.map(({ id }) => id)).toContain('interests')
})

test('a record of hours is the duty of the firm, and nothing to weigh', () => {
  const view = monitored('hours')
  expect(isLeftOut(view, '10')).toBe(true)
  expect(view.plan.map(({ id }) => id)).not.toContain('interests')
})

test('what monitoring keeps has a line in the retention schedule, with the period of the notice', () => {
  const view = monitored('hours', 'logs', 'location', 'cameras', 'calls', 'output')
  const lines = view.retention.filter(({ id }) => id.startsWith('monitoring-'))
  const told = view.monitoring.map(({ id, retention }) => [`monitoring-${id}`, retention])
  expect(lines.map(({ id, period, trigger }) => [id, `${period} from ${trigger}`])).toEqual(told)
})

test('cameras on the premises are one activity, not two', () => {
  const { retention, interestActivities } = viewOf(firmNamed('everything-spain'))
  const cameras = /cctv|cameras/
  expect(retention.filter(({ id }) => cameras.test(id))).toHaveLength(1)
  expect(interestActivities.filter(({ id }) => cameras.test(id))).toHaveLength(1)
})
