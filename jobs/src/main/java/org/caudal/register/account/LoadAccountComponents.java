package org.caudal.register.account;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

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
import org.caudal.reference.CodeRules;
import org.caudal.synthetic.country.AccountSheet;
import org.caudal.table.Doc;

/**
 * Loads populations, births, deaths, arrivals and departures by area, sex and year of birth.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code source_id}, {@code component},
 * {@code year}, {@code area_id}, {@code sex}, {@code birth_year}, {@code persons} (constants may
 * stand for a column: a file of deaths has {@code component: deaths}) and, where the source has
 * them, {@code standard_error} and {@code recorded}.
 *
 * <p><b>Writes</b> {@link AccountComponent}.
 *
 * <p><b>Method.</b> A population is that at the start of the year, a flow that of the year. Figures
 * are kept as delivered: what a source misses has to be added before, and the error of that stated.
 * An error of 0 says that the figure is exact; where none is stated, {@code balance-accounts} takes
 * one by component. A cell without a line is none, if the source has any line of the component in
 * that year and any in that area; a line of 0 persons says the same. Of two lines for one cell the
 * later stays, the other is a duplicate. {@code recorded}, the persons behind a figure before any
 * correction, is for disclosure control: figures without it are not published.
 *
 * <p><b>Known bias.</b> That of the sources. Events by age are not events by year of birth: ages
 * have to be divided before.
 *
 * <p><b>Example.</b> {@code caudal run load-account-components --conf conf/accounts.yaml}
 */
public final class LoadAccountComponents implements Job<LoadAccountComponents.Params> {
  private static final String MEND = "Mend the value at the source.";

  /** Parameters. */
  public record Params(@Doc("Files with the figures") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(AccountComponent.class)
          .field(Field.text("source_id"))
          .field(Field.text("component"))
          .field(Field.integer("year"))
          .field(Field.text("area_id"))
          .field(Field.integer("sex"))
          .field(Field.integer("birth_year"))
          .field(Field.decimal("persons", 18, 6))
          .field(Field.decimal("standard_error", 18, 6).optional().orAbsent())
          .field(Field.integer("recorded").optional().orAbsent())
          .derive("year", whole("year"))
          .derive("sex", whole("sex"))
          .derive("birth_year", whole("birth_year"))
          .rule(CodeRules.areaNotAll("area_id"))
          .fail(
              "source-not-registers",
              "source_id",
              not(col("source_id").isin(RegisterComponent.REGISTERS, RegisterComponent.BORDER)),
              "The source has the name of the figures from linked registers or from the border.",
              "Give the source another name.")
          .reject(
              "component-known",
              "component",
              col("component").isin(ObservedAccount.COMPONENTS.toArray()),
              "The component is none of population, births, deaths, arrivals and departures.",
              "Use these words, or name the component under constants.")
          .reject(
              "year-possible",
              "year",
              col("year").between(1800, 2200),
              "The year is not from 1800 to 2200.",
              MEND)
          .reject(
              "sex-known",
              "sex",
              col("sex").isin(1, 2),
              "The sex is none of 1 and 2.",
              "Use ISO 5218: 1 male, 2 female; divide what is not known among them.")
          .reject(
              "born-before",
              "birth_year",
              isBornBefore(),
              "Nobody of that year of birth can be in the figure.",
              "A population is of earlier years of birth, births of the same year.")
          .reject(
              "persons-possible",
              "persons",
              col("persons").geq(0),
              "The number of persons is below zero.",
              MEND)
          .reject(
              "error-possible",
              "standard_error",
              coalesce(col("standard_error"), lit(0)).geq(0),
              "The standard error is below zero.",
              MEND)
          .reject(
              "recorded-possible",
              "recorded",
              coalesce(col("recorded"), lit(0)).geq(0),
              "The number of persons recorded is below zero.",
              MEND)
          .whole()
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-account-components", Params.class)
          .summary("Loads populations, births, deaths, arrivals and departures by birth cohort.")
          .after(AccountSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }

  private static Column whole(String name) {
    return coalesce(col(name).try_cast("int"), lit(-1));
  }

  private static Column isBornBefore() {
    return col("birth_year")
        .geq(1600)
        .and(
            when(col("component").equalTo("population"), col("birth_year").lt(col("year")))
                .when(col("component").equalTo("births"), col("birth_year").equalTo(col("year")))
                .otherwise(col("birth_year").leq(col("year"))));
  }
}
