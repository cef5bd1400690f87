package org.caudal.synthetic.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.TableSchema;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;

/**
 * Rows of 300 households of four, from 2019 to 2024, whose lives follow from the last digit of the
 * household, so that every number is known: 6 emigrates to the United States on 1 June 2021, 7 came
 * from Venezuela before, 8 comes from Nicaragua on 1 March 2022, 9 visits Spain in 2020, of 5 the
 * head dies on 1 May 2023; the others stay. Members: head, partner, two children, which are twins
 * where the digit is 1.
 */
final class SmallCountry {
  static final int HOUSEHOLDS = 300;
  static final int MEMBERS = 4;
  private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
  private static final LocalDate END = LocalDate.of(2025, 1, 1);
  private static final LocalDate LEFT = LocalDate.of(2021, 6, 1);
  private static final LocalDate CAME = LocalDate.of(2022, 3, 1);
  private static final LocalDate DIED = LocalDate.of(2023, 5, 1);
  private static final LocalDate VISITS = LocalDate.of(2020, 7, 1);
  private static final LocalDate RETURNS = LocalDate.of(2020, 8, 10);
  private static final int HASH_SEED = 42;
  private static final List<String> ROLES = List.of("head", "partner", "child", "child");
  private static final List<String> GIVEN =
      List.of("José Ángel", "María Belén", "Iván", "Sofía Inés");

  private final Map<Class<? extends Record>, List<Row>> tables = new LinkedHashMap<>();
  private final Map<Class<? extends Record>, TableSchema> schemas = new HashMap<>();

  private SmallCountry() {
    for (long household = 0; household < HOUSEHOLDS; household++) {
      add(
          new SyntheticHousehold(
              household, XXH64.hashLong(household, HASH_SEED), "native", FIRST, END));
      for (int member = 0; member < MEMBERS; member++) {
        SyntheticPerson person = person(household, member);
        add(person);
        live(person, (int) (household % 10), town(household));
      }
    }
  }

  /** The tables of the country in so many partitions. */
  static TestInputs inputs(SparkSession spark, int partitions) {
    TestInputs inputs = new TestInputs(spark);
    new SmallCountry()
        .tables.forEach(
            (table, rows) ->
                inputs.with(
                    table,
                    spark
                        .createDataFrame(rows, TableSchema.of(table).bareStructType())
                        .repartition(partitions)));
    return inputs;
  }

  private void add(Record row) {
    tables
        .computeIfAbsent(row.getClass(), table -> new ArrayList<>())
        .add(schemas.computeIfAbsent(row.getClass(), TableSchema::of).row(row));
  }

  private static String town(long household) {
    return "XC0" + (household % 6 + 1) + "0101";
  }

  private static SyntheticPerson person(long household, int member) {
    int digit = (int) (household % 10);
    long id = household * 32 + member;
    boolean isChild = member >= 2;
    String citizenship = digit == 7 ? "VEN" : digit == 8 ? "NIC" : "XCA";
    String second = member == 1 ? "Gómez" : digit == 7 ? null : "Ibáñez";
    return new SyntheticPerson(
        id,
        XXH64.hashLong(id, XXH64.hashLong(7, HASH_SEED)),
        household,
        "native",
        ROLES.get(member),
        birth(household, member),
        digit == 5 && member == 0 ? DIED : null,
        1 + member % 2,
        citizenship,
        digit < 7 ? town(household) : null,
        citizenship,
        null,
        "mestizo",
        "111111",
        3,
        null,
        GIVEN.get(member),
        member == 1 ? "Núñez" : "de la Peña",
        second,
        isChild ? household * 32 + 1 : null,
        isChild ? household * 32 : null,
        isChild ? null : household * 32 + 1 - member);
  }

  private static LocalDate birth(long household, int member) {
    long number = household * MEMBERS + member;
    if (member < 2) {
      return LocalDate.of(1970, 1, 1).plusDays(number * 37 % 7000);
    }
    return household % 10 == 1
        ? LocalDate.of(2010, 1, 1).plusDays(household % 1000)
        : LocalDate.of(2006, 1, 1).plusDays(number * 53 % 5400);
  }

  private void live(SyntheticPerson person, int digit, String town) {
    LocalDate end = person.deathDate() == null ? END : person.deathDate();
    switch (digit) {
      case 6 -> {
        stay(person, 1, "XCA", town, FIRST, LEFT, "start");
        stay(person, 2, "USA", null, LEFT, end, "emigration");
      }
      case 8 -> {
        stay(person, 1, "NIC", null, FIRST, CAME, "start");
        stay(person, 2, "XCA", town, CAME, end, "immigration");
      }
      case 9 -> {
        stay(person, 1, "XCA", town, FIRST, VISITS, "start");
        stay(person, 2, "ESP", null, VISITS, RETURNS, "visit");
        stay(person, 3, "XCA", town, RETURNS, end, "home");
      }
      default -> stay(person, 1, "XCA", town, FIRST, end, "start");
    }
  }

  /** A stay from birth at the earliest, and the residence with it unless it is for a time. */
  private void stay(
      SyntheticPerson person,
      int number,
      String country,
      @Nullable String town,
      LocalDate from,
      LocalDate until,
      String reason) {
    LocalDate start = from.isBefore(person.birthDate()) ? person.birthDate() : from;
    if (!start.isBefore(until)) {
      return;
    }
    long id = person.personId();
    add(
        new SyntheticStay(
            id,
            number,
            country,
            town,
            start,
            until,
            reason,
            person.householdId() * 32,
            number > 1 ? "land" : null));
    if (!reason.equals("visit") && !reason.equals("home")) {
      LocalDate end = person.householdId() % 10 == 9 ? END : until;
      add(new SyntheticResidence(id, number, country, town, start, end, reason));
    }
  }
}
