package org.caudal.table;

/** Where the rows of a table may go. */
public enum Sensitivity {
  /** One row a pseudonymous person, device, transfer or crossing: never leaves the platform. */
  PERSON,
  /** Estimates before disclosure control: internal. */
  AGGREGATE,
  /** What the system keeps of itself and public reference material: internal, no person in it. */
  OPERATION,
  /** After disclosure control: safe to hand out. */
  PUBLISHED
}
