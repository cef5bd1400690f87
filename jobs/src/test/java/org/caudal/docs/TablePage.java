package org.caudal.docs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Write;
import org.caudal.table.Table;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;

/** The reference page of one table. */
final class TablePage {
  private final TableSchema table;
  private final JobCatalogue jobs;

  TablePage(TableSchema table, JobCatalogue jobs) {
    this.table = table;
    this.jobs = jobs;
  }

  String text() {
    Table declaration = table.declaration();
    StringBuilder page = new StringBuilder("# ").append(table.name()).append("\n\n");
    page.append(declaration.row()).append("\n\n");
    if (jobs.jobs().stream()
        .anyMatch(job -> isWrittenBy(job) && job.spec().write() instanceof Write.Export)) {
      page.append("A layout of generated CSV files, not a Delta table.\n\n");
    }
    if (!declaration.caveat().isEmpty()) {
      page.append("**Beware.** ").append(declaration.caveat()).append("\n\n");
    }
    page.append(
        Markdown.table(
            List.of("", ""),
            List.of(
                List.of("Sensitivity", sensitivity()),
                List.of("Key", Markdown.codes(table.key())),
                List.of("Partitioned by", Markdown.codes(declaration.partitionedBy())),
                List.of("Files sorted by", Markdown.codes(declaration.clusteredBy())),
                List.of(
                    "Written by", links(jobs.jobs().stream().filter(this::isWrittenBy).toList())),
                List.of("Read by", links(jobs.jobs().stream().filter(this::isReadBy).toList())))));
    page.append("\n## Columns\n\n")
        .append(
            Markdown.table(
                List.of("column", "type", "may be null", "meaning", "unit"),
                table.columns().stream().map(TablePage::row).toList()));
    if (declaration.checks().length > 0) {
      page.append("\n## Conditions\n\nEvery row meets them; Delta refuses others.\n\n")
          .append(
              Markdown.table(
                  List.of("name", "condition"),
                  List.of(declaration.checks()).stream()
                      .map(check -> List.of(check.name(), Markdown.code(check.sql())))
                      .toList()));
    }
    if (!declaration.example().isEmpty()) {
      page.append("\n## Example\n\n```sql\n").append(declaration.example()).append("\n```\n");
    }
    return page.toString();
  }

  private String sensitivity() {
    String name = table.declaration().sensitivity().name().toLowerCase(Locale.ROOT);
    return switch (table.declaration().sensitivity()) {
      case PERSON -> name + ": pseudonymous persons; the rows never leave the platform";
      case AGGREGATE -> name + ": estimates before disclosure control; internal";
      case PUBLISHED -> name + ": safe to hand out";
      case OPERATION -> name + ": about files, runs and public sources; holds no person";
    };
  }

  private boolean isWrittenBy(Job<?> job) {
    return job.spec().output().equals(table.type());
  }

  private boolean isReadBy(Job<?> job) {
    return job.spec().reads().contains(table.type()) || job.spec().after().contains(table.type());
  }

  private static String links(List<Job<?>> of) {
    return of.stream()
        .map(job -> "[" + job.spec().name() + "](../jobs/" + job.spec().name() + ".md)")
        .collect(Collectors.joining(", "));
  }

  private static List<String> row(TableColumn column) {
    return List.of(
        Markdown.code(column.name()),
        column.type().sql().toLowerCase(Locale.ROOT),
        column.nullable() ? "yes" : "",
        column.doc(),
        column.unit());
  }
}
