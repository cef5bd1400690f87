package org.caudal.synthetic.phone;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.TableSchema;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which every number is known, from 2024-01-01 to 2026-01-01: in each municipality one
 * large, one middle and one small town, households of four. Of twenty households 18 are native, one
 * visits from the United States from 4 to 8 March 2025, one arrives from Venezuela on 20 February
 * 2025. Of 25 native persons one emigrates on 5 March 2025 and one spends 6 and 7 March in town
 * XC010101.
 */
final class PhoneWorld {
  /** Monday to Sunday. */
  static final PhoneWindow WEEK =
      new PhoneWindow(LocalDate.of(2025, 3, 3), 7, new BigDecimal("5"), 60);

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate END = LocalDate.of(2026, 1, 1);
  private static final LocalDate DEATH = LocalDate.of(2025, 3, 6);
  private static final LocalDate VISIT = LocalDate.of(2025, 3, 4);
  private static final LocalDate ARRIVAL = LocalDate.of(2025, 2, 20);
  private static final LocalDate EMIGRATION = LocalDate.of(2025, 3, 5);
  private static final LocalDate TRIP = LocalDate.of(2025, 3, 6);
  private static final LocalDate RETURN = LocalDate.of(2025, 3, 8);
  private static final int HASH_SEED = 42;
  private static final Map<Class<? extends Record>, TableSchema> SCHEMAS =
      new ConcurrentHashMap<>();

  private final List<Row> persons = new ArrayList<>();
  private final List<Row> stays = new ArrayList<>();
  private final List<Row> residences = new ArrayList<>();

  private PhoneWorld() {}

  /** Persons, stays, residences and towns. */
  static TestInputs country(SparkSession spark, int persons, long seed, int partitions) {
    PhoneWorld world = new PhoneWorld();
    for (long id = 0; id < persons; id++) {
      world.add(id, XXH64.hashLong(id, XXH64.hashLong(seed, HASH_SEED)));
    }
    return new TestInputs(spark)
        .with(SyntheticTown.class, table(spark, SyntheticTown.class, towns(), 1))
        .with(SyntheticPerson.class, table(spark, SyntheticPerson.class, world.persons, partitions))
        .with(SyntheticStay.class, table(spark, SyntheticStay.class, world.stays, partitions))
        .with(
            SyntheticResidence.class,
            table(spark, SyntheticResidence.class, world.residences, partitions));
  }

  /** Networks, SIMs and stays as the store would give them back. */
  static TestInputs phones(SparkSession spark, int persons, long seed, int partitions) {
    TestInputs inputs = country(spark, persons, seed, partitions);
    Dataset<Row> cells =
        new SynthesizeCells()
            .transform(inputs, new SynthesizeCells.Params(LocalDate.of(2024, 1, 1), 365, 200));
    Dataset<Row> sims = new SynthesizeSims().transform(inputs, new SynthesizeSims.Params());
    return new TestInputs(spark)
        .with(SyntheticCell.class, stored(spark, SyntheticCell.class, cells, partitions))
        .with(SyntheticSim.class, stored(spark, SyntheticSim.class, sims, partitions))
        .with(SyntheticStay.class, inputs.table(SyntheticStay.class));
  }

  /** What a job made, as the store would give it back. */
  static Dataset<Row> stored(
      SparkSession spark, Class<? extends Record> table, Dataset<Row> made, int partitions) {
    return table(spark, table, SyntheticInputs.rows(made, table), partitions);
  }

  static Dataset<Row> table(
      SparkSession spark, Class<? extends Record> table, List<Row> rows, int partitions) {
    Dataset<Row> there = spark.createDataFrame(rows, TableSchema.of(table).bareStructType());
    return partitions == 1 ? there.coalesce(1) : there.repartition(partitions);
  }

  private static List<Row> towns() {
    List<Row> towns = new ArrayList<>();
    double[] shares = {0.022, 0.0075, 0.0038};
    for (int i = 0; i < 90; i++) {
      String code = town(i);
      towns.add(
          row(
              new SyntheticTown(
                  code,
                  "",
                  code.substring(0, 6),
                  "",
                  code.substring(0, 4),
                  "",
                  "",
                  4.5 + i % 6 * 0.5,
                  -95.5 + (i - i % 6) / 6.0 * 0.25,
                  shares[i / 30],
                  "")));
    }
    return towns;
  }

  private static String town(long id) {
    return "XC0" + (1 + id % 6) + "0" + (1 + id / 6 % 5) + "0" + (1 + id / 30 % 3);
  }

  private static Row row(Record values) {
    return SCHEMAS.computeIfAbsent(values.getClass(), TableSchema::of).row(values);
  }

  private void add(long id, long key) {
    LocalDate birth = LocalDate.of(1945, 1, 1).plusDays(id * 7919 % (80 * 365));
    LocalDate death = id % 200 == 5 ? DEATH : null;
    LocalDate gone = death == null ? END : death;
    if (!birth.isBefore(gone)) {
      return;
    }
    String kind = id / 4 % 20 == 18 ? "visitor" : id / 4 % 20 == 19 ? "arriving" : "native";
    String origin = kind.equals("visitor") ? "USA" : kind.equals("arriving") ? "VEN" : "XCA";
    persons.add(
        row(
            new SyntheticPerson(
                id * 32,
                key,
                id / 4,
                kind,
                id % 4 == 0 ? "head" : "other",
                birth,
                death,
                (int) (1 + id % 2),
                origin,
                null,
                origin,
                null,
                id % 10 == 3 ? "indigenous" : "mestizo",
                "111111",
                3,
                id % 3 == 0 ? null : 5,
                "Ana",
                "Ruiz",
                null,
                null,
                null,
                null)));
    boolean visits = kind.equals("visitor");
    LocalDate first = birth.isAfter(FIRST) ? birth : FIRST;
    boolean leaves = kind.equals("native") && id % 25 == 1 && EMIGRATION.isBefore(gone);
    LocalDate until = leaves ? EMIGRATION : gone;
    if (first.isBefore(until)) {
      residences.add(
          row(
              new SyntheticResidence(
                  id * 32,
                  1,
                  visits ? "USA" : "XCA",
                  visits ? null : town(id),
                  first,
                  until,
                  "start")));
    }
    if (leaves) {
      LocalDate from = first.isAfter(EMIGRATION) ? first : EMIGRATION;
      residences.add(
          row(new SyntheticResidence(id * 32, 2, "USA", null, from, gone, "emigration")));
    }
    Stays own = new Stays(id * 32, birth, gone);
    switch (kind) {
      case "visitor" -> {
        own.add("USA", null, FIRST, VISIT, "start");
        own.add("XCA", town(id), VISIT, RETURN, "visit");
        own.add("USA", null, RETURN, gone, "home");
      }
      case "arriving" -> {
        own.add("VEN", null, FIRST, ARRIVAL, "start");
        own.add("XCA", town(id), ARRIVAL, gone, "immigration");
      }
      default -> own.ofNative(id);
    }
    stays.addAll(own.rows);
  }

  /** The stays of a person, numbered; those before birth or after the end are left out. */
  private static final class Stays {
    private final long person;
    private final LocalDate birth;
    private final LocalDate gone;
    private final List<Row> rows = new ArrayList<>();
    private int number;

    private Stays(long person, LocalDate birth, LocalDate gone) {
      this.person = person;
      this.birth = birth;
      this.gone = gone;
    }

    private void ofNative(long id) {
      if (id % 25 == 1) {
        add("XCA", town(id), FIRST, EMIGRATION, "start");
        add("USA", null, EMIGRATION, gone, "emigration");
      } else if (id % 25 == 2) {
        add("XCA", town(id), FIRST, TRIP, "start");
        add("XCA", "XC010101", TRIP, RETURN, "visit");
        add("XCA", town(id), RETURN, gone, "home");
      } else {
        add("XCA", town(id), FIRST, gone, "start");
      }
    }

    private void add(
        String country, @Nullable String town, LocalDate from, LocalDate to, String reason) {
      LocalDate start = from.isBefore(birth) ? birth : from;
      LocalDate end = to.isAfter(gone) ? gone : to;
      number++;
      if (start.isBefore(end)) {
        rows.add(
            row(
                new SyntheticStay(
                    person, number, country, town, start, end, reason, person, null)));
      }
    }
  }
}
