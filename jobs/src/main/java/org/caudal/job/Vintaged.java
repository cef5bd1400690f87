package org.caudal.job;

import java.time.LocalDate;

/**
 * Parameters of a job that writes one vintage of a table: its rows replace those of the same day,
 * and those of other days stay. The job may read what it wrote for earlier days.
 */
public interface Vintaged {

  /** The day that the rows are of. */
  LocalDate vintage();
}
