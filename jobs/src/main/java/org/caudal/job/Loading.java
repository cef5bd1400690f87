package org.caudal.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Columns that some files may lack, but not all, by the parameter that names them. */
  default Map<String, List<String>> named() {
    return Map.of();
  }

  /** Fields that no file needs to have, as other parameters say what they would. */
  default Set<String> replaced() {
    return Set.of();
  }
}
