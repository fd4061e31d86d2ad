/** A model that is there is not to be given up because the machine is slow. */
export const patient = {
  INFERENCE_4B_TIMEOUTS: '30,30,60',
  INFERENCE_32B_TIMEOUTS: '30,30,60',
  INFERENCE_JUDGE_TIMEOUTS: '30,30,60',
}

/** What is not there is given up in seconds: for tests of a model that hangs. */
export const hasty = {
  INFERENCE_4B_TIMEOUTS: '3,4,8',
  INFERENCE_32B_TIMEOUTS: '3,4,8',
  INFERENCE_JUDGE_TIMEOUTS: '3,4,8',
}
