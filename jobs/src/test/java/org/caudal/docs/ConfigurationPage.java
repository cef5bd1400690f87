package org.caudal.docs;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.caudal.config.RunSettings;
import org.caudal.config.SparkSettings;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;

/** The reference page of the configuration. */
final class ConfigurationPage {
  private static final String INTRODUCTION =
      """
      # Configuration

      One YAML file a run; `conf/example.yaml` shows every key and `conf/schema.json` lets an editor complete them. A key that is not known, a value of
      the wrong type and a missing one are all found before anything runs, each with file, line and key.

      A value is taken from `--set key.path=value`, else from the environment, else from the file, else it is the default; the report of a run says which
      won. In the environment `CAUDAL_TABLES` stands for `tables`; two underscores stand for a dot and one for a hyphen, as in
      `CAUDAL_JOBS__COST_TRANSFERS__RATE_KIND`. `${NAME}` in a value is replaced by that variable; `${CAUDAL_HOME}` is the folder of the program. `!file path` stands for the text of that file.

      `months` and `days` at the top are for every monthly or daily job; one whose section has its own keeps it. But `--set months=`, `--month` and
      `--days` win over sections of the environment and of the file, and `CAUDAL_MONTHS` and `CAUDAL_DAYS` over those of the file. For one job alone, give
      `--set jobs.<job>.months=`.

      No report shows a secret of `spark`: where the key, or an option in the value, is named as one (`secret`, `password`, `token`, `access.key`,
      `account.key` and the like), `***` stands for the value, also in the command to repeat the run. Write `${NAME}` in the file for it: what is typed can
      be seen in the list of processes.

      Settings of Spark that figures depend on cannot be changed; another value is refused: %s.

      ## At the top

      """;

  private ConfigurationPage() {}

  static String text(JobCatalogue jobs) {
    StringBuilder page =
        new StringBuilder(
            INTRODUCTION.formatted(
                SparkSettings.FIXED.keySet().stream()
                    .sorted()
                    .map(key -> "`" + key + "`")
                    .collect(joining(", "))));
    page.append(table(RunSettings.class)).append("\n`jobs` holds one section a job.\n");
    for (Job<?> job : jobs.jobs()) {
      page.append("\n## jobs.").append(job.spec().name()).append("\n\n");
      page.append(job.spec().summary()).append("\n\n").append(table(job.spec().paramsType()));
    }
    return page.toString();
  }

  private static String table(Class<?> record) {
    List<Parameter> keys = Parameter.of(record);
    return keys.isEmpty()
        ? "No keys.\n"
        : Markdown.table(
            List.of("key", "value", "default", "meaning"),
            keys.stream().map(Parameter::row).toList());
  }
}
