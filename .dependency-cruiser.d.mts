import type { IForbiddenRuleType, ICruiseOptions } from 'dependency-cruiser'

interface View {
  readonly options: ICruiseOptions
  readonly forbidden: IForbiddenRuleType[]
}

export const written: View
export const running: View
export const loading: View
