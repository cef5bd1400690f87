package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;

/** Every register of the fictional country; a new one is added to the list here. */
final class Registers {
  /** Those with names. */
  static final List<Register> ALL =
      List.of(
          new SynthesizePopulationRegister(),
          new SynthesizeDeathRegister(),
          new SynthesizeResidencePermits(),
          new SynthesizeSchoolEnrolment(),
          new SynthesizeHealthVisits(),
          new SynthesizeConsularRegistration(),
          new SynthesizeAsylumClaims());

  private static final Column[] KEPT_APART = {
    col("register"),
    col("record_key"),
    col("person_id"),
    col("difference"),
    col("file_name"),
    col("line_number"),
    col("is_repeated"),
    col("defects")
  };

  private Registers() {}

  /** The lines of all registers, without what their sheets hold. */
  static Dataset<Row> lines(Inputs inputs, AllRegisterParams params) {
    return union(
        Stream.of(
            named(inputs, params.registers()),
            BorderCrossings.lines(inputs, params.crossings()),
            Contributions.lines(inputs, params.contributions()),
            MissingPersons.lines(inputs, params.missingPersons()),
            Victims.lines(inputs, params.victimLists()),
            Enumeration.lines(inputs, params.census()),
            SurveySample.emigrants(inputs, params.survey())));
  }

  /** The lines of the registers with names. */
  static Dataset<Row> named(Inputs inputs, RegisterParams params) {
    return union(ALL.stream().map(register -> register.lines(inputs, params)));
  }

  private static Dataset<Row> union(Stream<Dataset<Row>> lines) {
    return lines.map(all -> all.select(KEPT_APART)).reduce(Dataset::union).orElseThrow();
  }
}
