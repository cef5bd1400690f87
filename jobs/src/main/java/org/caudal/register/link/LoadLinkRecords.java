package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.synthetic.register.AsylumSheet;
import org.caudal.synthetic.register.CensusSheet;
import org.caudal.synthetic.register.ConsularSheet;
import org.caudal.synthetic.register.DeathSheet;
import org.caudal.synthetic.register.HealthSheet;
import org.caudal.synthetic.register.PermitSheet;
import org.caudal.synthetic.register.PopulationSheet;
import org.caudal.synthetic.register.SchoolSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads the records of a register that are to be linked.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code record_id}, those that {@code
 * fields} and {@code identifiers} name, and {@code source_id}, the register; without it the
 * register is taken from the name of the file.
 *
 * <p><b>Writes</b> {@link LinkRecord}.
 *
 * <p><b>Method.</b> Marks of records become pseudonyms, and so do the fields named under {@code
 * identifiers}: equal numbers have equal pseudonyms in every register, nearly equal ones do not.
 * Fields named under {@code fields} are kept as text, without space around them. Nothing is
 * converted: patterns of days and a decimal comma have no effect here, so write days, sex and
 * countries alike in all registers first. A record without a register ({@code source-known}) or
 * with nothing to compare ({@code record-comparable}) is rejected. Of two lines of one register
 * with one mark the later stays, the other is a duplicate. By default the register is the name of
 * the file up to its ending: where each delivery has another name, give {@code source_id} or a
 * {@code source-pattern}, or each becomes a register of its own. Records without names that another
 * platform encoded come with {@code records: pseudonyms}, as they are; marks are then rejected
 * ({@code record-pseudonymous}).
 *
 * <p><b>Known bias.</b> A document with a wrong digit cannot be found by its pseudonym.
 *
 * <p><b>Example.</b> {@code caudal run load-link-records --conf conf/linkage.yaml}
 */
public final class LoadLinkRecords implements Job<LoadLinkRecords.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the records") Extract extract,
      @Doc("Columns that are compared as text") @Example("[given_names, birth_date]")
          List<String> fields,
      @Doc("Columns with numbers of persons or documents, compared as pseudonyms")
          @Example("[document_number]")
          @Default("[]")
          List<String> identifiers,
      @Doc("Those of them that some files do not have") @Default("[]") List<String> maybeAbsent,
      @Doc(RecordSource.PATTERN) @Default(RecordSource.FILE_NAME) String sourcePattern,
      @Doc(
              "What the files call a record: marks as in its register, or pseudonyms that encode-records of another platform made")
          @Default("marks")
          LoadPairLabels.Records records)
      implements Loading {

    /** Refuses no field, and a field named twice or as the table names its own. */
    public Params {
      Pattern.compile(sourcePattern); // a message that says where it is wrong
      fields = List.copyOf(fields);
      identifiers = List.copyOf(identifiers);
      maybeAbsent = List.copyOf(maybeAbsent);
      List<String> all = new ArrayList<>(fields);
      all.addAll(identifiers);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("fields must name at least one column to compare");
      }
      if (all.stream().distinct().count() < all.size()) {
        throw new IllegalArgumentException("fields and identifiers must differ, were " + all);
      }
      if (!all.containsAll(maybeAbsent)) {
        throw new IllegalArgumentException(
            "maybe-absent must name fields or identifiers, was " + maybeAbsent);
      }
      for (Field own : PLAN.fields()) {
        if (all.contains(own.column())) {
          throw new IllegalArgumentException(
              "fields must not name " + own.column() + ", which the table has itself");
        }
      }
    }

    private Field maybe(Field field) {
      return maybeAbsent.contains(field.column()) ? field.orAbsent() : field;
    }

    @Override
    public LoadPlan plan(LoadPlan declared) {
      LoadPlan.Builder plan = LoadPlan.into(LinkRecord.class);
      boolean areMarks = records == LoadPairLabels.Records.MARKS;
      declared.fields().stream()
          .map(
              field -> areMarks || !field.column().equals(MARK) ? field : Field.text(MARK).masked())
          .forEach(plan::field);
      fields.forEach(name -> plan.field(maybe(Field.text(name).optional().masked())));
      identifiers.forEach(
          name -> plan.field(maybe(Field.identifier(name, "person-number").optional())));
      Column[] compared =
          Stream.concat(fields.stream(), identifiers.stream())
              .map(name -> col("`" + name + "`").as(name))
              .toArray(Column[]::new);
      return plan.derive("fields", to_json(struct(compared)))
          .derive("source_id", RecordSource.of(sourcePattern))
          .rule(RecordSource.known())
          .reject(
              "record-pseudonymous",
              MARK,
              lit(areMarks).or(col(MARK).rlike("^[0-9a-f]{32}$")),
              "The record is no pseudonym of 32 hexadecimal digits.",
              "Load it with records: marks, which makes it one.")
          .reject(
              "record-comparable",
              "record_id",
              col("fields").notEqual(lit("{}")),
              "The record has none of the fields that are compared.",
              "Fill one at the source, or name other columns under fields.")
          .build();
    }
  }

  private static final String MARK = "record_id";

  /** Within it marks of records have one pseudonym. */
  public static final String DOMAIN = "register-record";

  private static final LoadPlan PLAN =
      LoadPlan.into(LinkRecord.class)
          .field(Field.text("source_id").optional().orAbsent())
          .field(Field.identifier(MARK, DOMAIN))
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-link-records", Params.class)
          .summary("Loads the records of a register that are to be linked.")
          .after(
              PopulationSheet.class,
              DeathSheet.class,
              PermitSheet.class,
              SchoolSheet.class,
              HealthSheet.class,
              CensusSheet.class,
              ConsularSheet.class,
              AsylumSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), p.plan(PLAN), p.extract(), in::pseudonym);
  }
}
