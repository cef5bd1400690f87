package org.caudal.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.caudal.config.Configuration;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Loading;
import org.caudal.job.Vintaged;
import org.caudal.job.Write;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.Rule;
import org.caudal.testing.NamedFiles;

/** The reference page of one job. */
final class JobPage {
  private final Job<?> job;

  JobPage(Job<?> job) {
    this.job = job;
  }

  String text() throws IOException {
    String name = job.spec().name();
    StringBuilder page = new StringBuilder("# ").append(name).append("\n\n");
    page.append(Javadoc.of(job.getClass())).append("\n\n## Output\n\n").append(output());
    page.append("\n\n## Parameters\n\nUnder `jobs.")
        .append(name)
        .append("` in the configuration.\n\n");
    page.append(parameters());
    if (job.spec().write() instanceof Write.Load load) {
      page.append(fields(load.plan())).append(rules(load.plan(), planned(load.plan())));
    }
    return page.toString();
  }

  private String output() {
    String table = job.spec().outputSchema().name();
    String link = "[" + table + "](../tables/" + table + ".md)";
    Write write = job.spec().write();
    if (Vintaged.class.isAssignableFrom(job.spec().paramsType())) {
      return link + ": the rows replace those of the same vintage.";
    }
    if (write instanceof Write.Span span) {
      return link
          + ": the rows replace the "
          + span.step().name().toLowerCase(java.util.Locale.ROOT)
          + "s asked for (`"
          + (span.step() == Write.Span.Step.DAY ? "--days" : "--month")
          + "`), or the whole table when none is.";
    }
    if (write instanceof Write.Load) {
      return link
          + ", [rejected_row](../tables/rejected_row.md), [duplicate_row](../tables/duplicate_row.md) and"
          + " [loaded_file](../tables/loaded_file.md): the rows of files that are new or changed.";
    }
    if (write instanceof Write.Export) {
      return "CSV files under `_extracts/"
          + table
          + "` in the root of the tables, in the layout of "
          + link
          + ".";
    }
    return write instanceof Write.Merge
        ? link + ": the rows are merged by its key."
        : link + ": the rows become the whole table.";
  }

  private String parameters() {
    List<Parameter> all = Parameter.of(job.spec().paramsType());
    return all.isEmpty()
        ? "None.\n"
        : Markdown.table(
            List.of("key", "value", "default", "meaning"),
            all.stream().map(Parameter::row).toList());
  }

  private static String fields(LoadPlan plan) {
    List<List<String>> rows = new ArrayList<>();
    for (Field field : plan.fields()) {
      rows.add(
          List.of(
              Markdown.code(field.column()),
              kind(field),
              field.required() ? "yes" : "",
              field.absentable() ? "yes" : "",
              field.identifying() ? "hidden" : ""));
    }
    return "\n## Fields\n\nColumns of the source; other names are mapped under `extract.columns`.\n\n"
        + Markdown.table(
            List.of("field", "read as", "required", "column may be absent", "raw value"), rows);
  }

  private static String kind(Field field) {
    String kind = field.kind().name().toLowerCase(Locale.ROOT);
    return switch (field.kind()) {
      case DECIMAL -> field.type().sql().toLowerCase(Locale.ROOT);
      case IDENTIFIER, DOCUMENT -> kind + ", pseudonym domain " + field.domain();
      default -> kind;
    };
  }

  /** The plan with the parameters of the example: those that must be given, no others. */
  private LoadPlan planned(LoadPlan declared) {
    Configuration example =
        Configuration.read(
            "conf/example.yaml",
            ExampleConfiguration.text(new JobCatalogue(List.of(job))),
            Map.of(),
            NamedFiles::read,
            List.of(),
            new JobCatalogue(List.of(job)),
            Set.of());
    return ((Loading) example.params(job)).plan(declared);
  }

  private static String rules(LoadPlan declared, LoadPlan plan) {
    LinkedHashSet<List<String>> rows = new LinkedHashSet<>();
    for (Rule rule : plan.rules()) {
      rows.add(
          List.of(
              Markdown.code(rule.name()),
              rule.strength().name().toLowerCase(Locale.ROOT),
              Markdown.code(rule.column()),
              rule.statement(),
              rule.remedy()));
    }
    return "\n## Rules\n\nA record that cannot be read, lacks a required value or holds one of another type is rejected"
        + " as well (`unreadable-record`, `missing-value`, `wrong-type`)."
        + (plan.isWhole()
            ? " Every line counts: one that is rejected stops the load, as a figure without a line"
                + " would be taken to be nobody, or few. `--force` loads the others."
            : "")
        + (declared.equals(plan) ? "" : " Parameters may add others.")
        + "\n\n"
        + Markdown.table(
            List.of("rule", "strength", "field", "what is wrong", "remedy"), List.copyOf(rows));
  }
}
