package org.caudal.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

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
import org.caudal.table.Doc;

/** Loads {@link Parcel}, with a rule of each strength. */
public final class LoadParcels implements Job<LoadParcels.Params> {

  /** Parameters. */
  public record Params(@Doc("Files") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(Parcel.class)
          .field(Field.text("parcel_no"))
          .field(Field.identifier("sender_id", "parcel-party"))
          .field(Field.code("country"))
          .field(Field.decimal("weight_kg", 9, 3))
          .field(Field.date("day"))
          .field(Field.text("note").optional().orAbsent())
          .derive("month", expr("trunc(day, 'MM')"))
          .reject(
              "country-of-two-letters",
              "country",
              col("country").rlike("^[A-Z]{2}$"),
              "The country is no alpha-2 code.",
              "Use codes such as MX.")
          .reject(
              "weight-positive",
              "weight_kg",
              col("weight_kg").gt(0),
              "The weight is not above zero.",
              "Weigh the parcel.")
          .warn(
              "weight-usual",
              "weight_kg",
              col("weight_kg").leq(30),
              "The parcel is heavier than 30 kg.",
              "Look at the scales.")
          .fail(
              "no-end-mark",
              "note",
              col("note").notEqual("END"),
              "The extract has an end mark in its middle.",
              "Fetch the extract again.")
          .build();

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("load-parcels", Params.class).summary("Loads parcels.").loads(PLAN);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }
}
