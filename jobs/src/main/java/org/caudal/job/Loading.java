package org.caudal.job;

import org.caudal.load.Extract;

/** Parameters of a job that loads files. */
public interface Loading {

  /** Where the files are and how they are written. */
  Extract extract();
}
