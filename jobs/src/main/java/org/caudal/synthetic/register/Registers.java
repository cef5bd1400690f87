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
  /** All of them. */
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
    Stream<Dataset<Row>> named =
        ALL.stream().map(register -> register.lines(inputs, params.registers()));
    Stream<Dataset<Row>> others =
        Stream.of(
            BorderCrossings.lines(inputs, params.crossings()),
            Contributions.lines(inputs, params.contributions()),
            MissingPersons.lines(inputs, params.missingPersons()),
            Victims.lines(inputs, params.victimLists()),
            Enumeration.lines(inputs, params.census()),
            SurveySample.emigrants(inputs, params.survey()));
    return Stream.concat(named, others)
        .map(lines -> lines.select(KEPT_APART))
        .reduce(Dataset::union)
        .orElseThrow();
  }
}
