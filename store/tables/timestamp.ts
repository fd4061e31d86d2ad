/** ISO 8601, UTC, on both database drivers. */
export type Timestamp = string
