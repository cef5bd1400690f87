package org.caudal.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;

/** Parameters as a configuration gives them: what is not said is as by default. */
public final class JobParams {
  private JobParams() {}

  /** The parameters of a job from its section, for example {@code {vintage: 2025-07-01}}. */
  public static <P extends Record> P of(Job<P> job, String section) {
    String name = job.spec().name();
    Configuration configuration =
        Configuration.read(
            "test.yaml",
            "tables: none\njobs:\n  " + name + ": " + section,
            Map.of(),
            NamedFiles::read,
            List.of(),
            new JobCatalogue(List.of(job)),
            Set.of(name));
    return job.spec().paramsType().cast(configuration.params(job));
  }
}
