/** Looks that say nothing of substance: papers, meetings and procedures (R53, INV-26). */
export const FORM_ONLY = `
  (look.method in ('M01', 'M02', 'M16') or look.nature not in ('effect', 'masses'))`

/** The Monday of the week of a day. */
export const WEEK = `date(lookedOn, 'weekday 0', '-6 days')`

/**
 * What the examinations of one unit for one type come to, 0 or 1 each (domain §4.1 (2), (4)).
 * Drawn units carry the estimate; the others stand beside it.
 */
export const PER_UNIT = `
  max(selection = 'drawn') as examined,
  max(selection = 'drawn' and finds > 0) as found,
  max(selection = 'drawn' and unconfirmed > 0) as unconfirmed,
  max(selection = 'drawn' and notice = 'unannounced') as unannounced,
  max(selection = 'drawn' and notice = 'unannounced' and finds > 0) as unannouncedFound,
  max(selection <> 'drawn') as otherExamined,
  max(selection <> 'drawn' and finds > 0) as otherFound`

/** The same over many units; a unit that was examined by draw is none of the others. */
export const OVER_UNITS = {
  examined: 'sum(examined)',
  found: 'sum(found)',
  unconfirmed: 'sum(unconfirmed and not found)',
  unannounced: 'sum(unannounced)',
  unannouncedFound: 'sum(unannouncedFound)',
  otherExamined: 'sum(otherExamined and not examined)',
  otherFound: 'sum(otherFound and not examined)',
} as const
