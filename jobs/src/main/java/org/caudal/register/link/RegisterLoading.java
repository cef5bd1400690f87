package org.caudal.register.link;

import java.util.Set;
import org.caudal.job.Loading;

/** Parameters of a job that loads registers, of which the names of files may say which they are. */
public interface RegisterLoading extends Loading {

  /** Regular expression of the name of a file, whose first group is the register. */
  String sourcePattern();

  @Override
  default Set<String> replaced() {
    return sourcePattern().equals(RecordSource.FILE_NAME) ? Set.of() : Set.of("source_id");
  }
}
