package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.table.Doc;

/**
 * Generates what the synthetic operators report of their subscribers, one CSV file an operator.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticPerson}. <b>Writes</b> {@link OperatorFact}
 * as extracts.
 *
 * <p><b>Method.</b> Local SIMs valid on the day are counted by operator, province of first use, and
 * sex and age of the owner; the market share is the operator's part of the SIMs of the group.
 *
 * <p><b>Known bias.</b> As in life: SIMs are not persons, owners are not users, machines are among
 * them, emigrants keep theirs, and nobody has changed province since the first use.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-operator-facts --conf conf/synthetic.yaml}
 */
public final class SynthesizeOperatorFacts implements Job<SynthesizeOperatorFacts.Params> {

  /** Day of the report. */
  public record Params(@Doc("Day on which SIMs are counted") LocalDate day) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("synthesize-operator-facts", Params.class)
        .summary("Generates subscribers and market shares as operators report them")
        .reads(SyntheticSim.class, SyntheticPerson.class)
        .exports(OperatorFact.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Column day = lit(params.day());
    Dataset<Row> owners =
        inputs.table(SyntheticPerson.class).select("person_id", "sex", "birth_date");
    Dataset<Row> groups =
        inputs
            .table(SyntheticSim.class)
            .filter(CardHolders.isLocalOn(day))
            .join(owners, new String[] {"person_id"}, "left_outer")
            .groupBy(
                col("operator"),
                CountryColumns.province(col("town_code")).as("province_code"),
                coalesce(col("sex").cast("string"), lit("9")).as("sex"),
                coalesce(AgeGroup.on(day, col("birth_date")), lit("")).as("age_group"))
            .agg(count(lit(1)).as("sims"));
    return written(groups, params);
  }

  private static Dataset<Row> written(Dataset<Row> groups, Params params) {
    Column all = sum("sims").over(Window.partitionBy("province_code", "sex", "age_group"));
    List<String> names = Operator.ALL.stream().map(Operator::name).toList();
    return groups.select(
        concat(lit("operator_facts_" + params.day() + "_"), col("operator"), lit(".csv"))
            .as("file_name"),
        col("operator"),
        Draw.at(col("operator").cast("int").minus(1), names).as("operator_name"),
        lit(params.day().toString()).as("count_day"),
        col("province_code"),
        col("sex"),
        col("age_group"),
        col("sims").cast("string").as("active_sims"),
        format_string("%.4f", col("sims").divide(all)).as("market_share"));
  }
}
