package org.caudal.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.job.Monthly;
import org.caudal.job.Write;
import org.caudal.table.TableSchema;

/** The jobs as a scheduler needs them: order, tables, checks. */
public final class Manifest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int RETRIES = 2;

  private Manifest() {}

  /** The manifest as JSON; the same jobs give the same text. */
  public static String text(JobCatalogue catalogue) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return JSON.writer(printer)
              .writeValueAsString(catalogue.jobs().stream().map(j -> entry(j, catalogue)).toList())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and lists have a JSON form.", e);
    }
  }

  private static Map<String, Object> entry(Job<?> job, JobCatalogue catalogue) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", job.spec().name());
    entry.put("summary", job.spec().summary());
    entry.put("kind", kind(job.spec().write()));
    entry.put("monthly", Monthly.class.isAssignableFrom(job.spec().paramsType()));
    entry.put("reads", tables(job.spec().reads()));
    entry.put("writes", JobCatalogue.output(job));
    entry.put("partitioned_by", List.of(job.spec().outputSchema().declaration().partitionedBy()));
    entry.put("upstream", catalogue.upstream(job));
    entry.put("check", job.spec().write() instanceof Write.Export ? "" : JobCatalogue.output(job));
    entry.put("retries", RETRIES);
    return entry;
  }

  /** What kind of job it is, in a word. */
  static String kind(Write write) {
    if (write instanceof Write.Load) {
      return "load";
    }
    if (write instanceof Write.Span span) {
      return span.step().name().toLowerCase(Locale.ROOT);
    }
    if (write instanceof Write.Merge) {
      return "merge";
    }
    return write instanceof Write.Export ? "export" : "whole";
  }

  private static List<String> tables(List<Class<? extends Record>> records) {
    return records.stream().map(r -> TableSchema.of(r).name()).sorted().toList();
  }
}
