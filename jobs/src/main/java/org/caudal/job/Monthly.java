package org.caudal.job;

import org.jspecify.annotations.Nullable;

/** Parameters of a job that can be run for a span of months. */
public interface Monthly {

  /** The months to compute; null for all that the inputs hold. */
  @Nullable Months months();
}
