package org.caudal.job;

import org.jspecify.annotations.Nullable;

/** Parameters of a job that can be run for a span of days. */
public interface Daily {

  /** The days to compute; null for all that the inputs hold. */
  @Nullable Days days();
}
