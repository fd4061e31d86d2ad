import { firstMonth } from './tasks/first-month.ts'
import { laterMonths } from './tasks/later-months.ts'
import type { TaskRule } from './tasks/task-rule.ts'

/** In order of their dates; ties as they stand there. */
export const taskRules: readonly TaskRule[] = [...firstMonth, ...laterMonths]
