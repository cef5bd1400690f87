package org.caudal.job;

import org.caudal.load.Extract;
import org.caudal.load.LoadPlan;

/** Parameters of a job that loads files. */
public interface Loading {

  /** Where the files are and how they are written. */
  Extract extract();

  /** The plan for these files, where the parameters say which columns are read. */
  default LoadPlan plan(LoadPlan declared) {
    return declared;
  }
}
