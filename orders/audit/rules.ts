import type { Rule } from './rule.ts'
import { books } from './rules/books.ts'
import { changed } from './rules/changed.ts'
import { doubled } from './rules/doubled.ts'
import { halfErased } from './rules/half-erased.ts'
import { keptWaiting } from './rules/kept-waiting.ts'
import { letThrough } from './rules/let-through.ts'
import { lost } from './rules/lost.ts'
import { misMailed } from './rules/mis-mailed.ts'
import { overBudget } from './rules/over-budget.ts'
import { reBought } from './rules/re-bought.ts'
import { refundedWrongly } from './rules/refunded-wrongly.ts'
import { uncalled } from './rules/uncalled.ts'
import { wronglyEntitled } from './rules/wrongly-entitled.ts'

/** What an order can suffer, the worst first. */
export const rules: readonly Rule[] = [
  lost,
  doubled,
  changed,
  letThrough,
  keptWaiting,
  wronglyEntitled,
  refundedWrongly,
  misMailed,
  halfErased,
  reBought,
  uncalled,
  overBudget,
  books,
]
