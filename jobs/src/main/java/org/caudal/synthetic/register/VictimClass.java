package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Classes of victims of trafficking: relative risk, and the probabilities, in millionths, that each
 * list has a victim of the class. All are invented.
 */
enum VictimClass {
  /** Women from 18 years of age, mostly exploited sexually or in households. */
  WOMAN(1.4, 120_000, 150_000, 450_000, 80_000, 20_000, 100_000),
  /** Girls from 6 years of age. */
  GIRL(1.6, 100_000, 200_000, 500_000, 120_000, 5_000, 60_000),
  /** Men and boys from 14 years of age, exploited at work. */
  MAN(0.8, 60_000, 50_000, 250_000, 30_000, 100_000, 160_000);

  /** The lists in the order of the digits of a capture history. */
  static final List<String> LISTS = List.of("police", "ngo", "health", "labour", "consulate");

  private final double risk;
  private final int police;
  private final int ngo;
  private final int ngoAfterPolice;
  private final int health;
  private final int labour;
  private final int consulate;

  VictimClass(
      double risk, int police, int ngo, int ngoAfterPolice, int health, int labour, int consulate) {
    this.risk = risk;
    this.police = police;
    this.ngo = ngo;
    this.ngoAfterPolice = ngoAfterPolice;
    this.health = health;
    this.labour = labour;
    this.consulate = consulate;
  }

  /** The class as written in a table. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Share of the class that are victims, in millionths, at a prevalence of one in a million. */
  double risk() {
    return risk;
  }

  /** Probability of the list of the police. */
  int police() {
    return police;
  }

  /** Probability of the list of organisations for a victim who is not on that of the police. */
  int ngo() {
    return ngo;
  }

  /** Probability of the list of organisations for a victim on that of the police. */
  int ngoAfterPolice() {
    return ngoAfterPolice;
  }

  /** Probability of the list of the health service. */
  int health() {
    return health;
  }

  /** Probability of the list of the labour inspection. */
  int labour() {
    return labour;
  }

  /** Probability of the list of the consulates, for foreigners; nationals are on none. */
  int consulate() {
    return consulate;
  }

  /** An attribute of the class whose code the column victim_class holds. */
  static Column of(ToIntFunction<VictimClass> attribute) {
    return coalesce(
        Stream.of(values())
            .map(c -> when(col("victim_class").equalTo(c.code()), lit(attribute.applyAsInt(c))))
            .toArray(Column[]::new));
  }
}
