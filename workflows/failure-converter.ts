import { DefaultFailureConverter } from '@temporalio/common'

/** Loaded by its path, where payloads are sealed: messages and stacks of failures become one, too. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
