/** Where a section's present text comes from. */
export type Source = 'model' | 'cache' | 'static' | 'reviewed' | 'withheld'
