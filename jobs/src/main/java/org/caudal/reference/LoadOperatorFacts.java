package org.caudal.reference;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
import org.caudal.synthetic.phone.OperatorFact;
import org.caudal.table.Doc;

/**
 * Loads subscribers by operator, as operators or a regulator report them.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code operator}, {@code count_day},
 * {@code active_sims} and, where known, {@code province_code}, {@code sex} and {@code age_group}.
 *
 * <p><b>Writes</b> {@link SubscriberCount}.
 *
 * <p><b>Method.</b> Numbers are kept as delivered; shares are computed from them where needed, so
 * that a column with market shares is not read. Give groups or their totals, not both: they are
 * added up. Of two lines for one cell the later stays.
 *
 * <p><b>Known bias.</b> Cards are not persons; owners are not users; emigrants keep theirs.
 *
 * <p><b>Example.</b> {@code caudal run load-operator-facts --conf conf/phone.yaml}
 */
public final class LoadOperatorFacts implements Job<LoadOperatorFacts.Params> {

  /** Parameters. */
  public record Params(@Doc("Files with the subscribers") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(SubscriberCount.class)
          .field(Field.text("operator"))
          .field(Field.date("count_day"))
          .field(Field.text("province_code").optional().orAbsent())
          .field(Field.integer("sex").optional().orAbsent())
          .field(Field.text("age_group").optional().orAbsent())
          .field(Field.integer("active_sims"))
          .derive("operator_id", col("operator"))
          .derive("count_date", col("count_day"))
          .derive("zone_id", coalesce(col("province_code"), lit("")))
          .derive("sex", Codes.sex(col("sex")))
          .derive("age_band", coalesce(col("age_group"), lit("")))
          .derive("sims", col("active_sims"))
          .reject(
              "sex-known",
              "sex",
              Codes.isSex(col("sex")),
              "The sex is none of 0, 1, 2 and 9.",
              "Use ISO 5218: 1 male, 2 female, 9 not applicable, 0 for all together.")
          .reject(
              "sims-possible",
              "active_sims",
              col("sims").geq(0),
              "The number of SIM cards is below zero.",
              "Mend the number at the source.")
          .whole()
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-operator-facts", Params.class)
          .summary("Loads subscribers by operator, as operators or a regulator report them.")
          .after(OperatorFact.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }
}
