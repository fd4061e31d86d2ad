import { z } from 'zod'

/** What the shapes of views are made of. Nothing in a view is ever absent. */
export const words = z.string().min(1)
/** May be empty: an answer that was not given, so that templates can ask `{{#if …}}`. */
export const perhaps = z.string()
export const isoDate = z.iso.date()
