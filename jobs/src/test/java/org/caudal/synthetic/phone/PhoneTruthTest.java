package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.person.LoadSubscribers;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Sha256;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class PhoneTruthTest {
  private static final LocalDate START = LocalDate.of(2025, 1, 1);
  private static final LocalDate END = LocalDate.of(2026, 1, 1);
  private static final LocalDate DAY = LocalDate.of(2025, 3, 3);
  private static final LocalDate NEXT = LocalDate.of(2025, 3, 4);
  private static final PhoneWindow TWO_DAYS =
      new PhoneWindow(DAY, 2, new java.math.BigDecimal("5"), 60);

  private static SyntheticStay stay(
      long person,
      int number,
      String country,
      @Nullable String town,
      LocalDate from,
      LocalDate to,
      String reason) {
    return new SyntheticStay(person, number, country, town, from, to, reason, person, null);
  }

  private static SyntheticResidence home(long person, String country, @Nullable String town) {
    return new SyntheticResidence(person, 1, country, town, START, END, "start");
  }

  private static SyntheticPerson person(long id, int sex, String birth) {
    return new SyntheticPerson(
        id,
        id,
        id,
        "native",
        "head",
        LocalDate.parse(birth),
        null,
        sex,
        "XCA",
        "XC010101",
        "XCA",
        null,
        "mestizo",
        "111111",
        3,
        null,
        "Ana",
        "Ruiz",
        null,
        null,
        null,
        null);
  }

  private static SyntheticHousehold household(long id) {
    return new SyntheticHousehold(id, id, "native", START, END);
  }

  private static SyntheticSim sim(long id, @Nullable Long person, String operator, String kind) {
    return new SyntheticSim(
        id,
        person,
        id,
        id,
        "799" + id,
        operator,
        799,
        operator,
        kind,
        "usual",
        5,
        0,
        false,
        "XC010101",
        START,
        END);
  }

  @Test
  void presenceFollowsPersonsFromDayToDay(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                stay(1, 1, "XCA", "XC010101", START, END, "start"),
                stay(2, 1, "XCA", "XC010101", START, NEXT, "start"),
                stay(2, 2, "XCA", "XC020101", NEXT, END, "visit"),
                stay(3, 1, "USA", null, START, NEXT, "start"),
                stay(3, 2, "XCA", "XC010101", NEXT, END, "visit"),
                stay(4, 1, "XCA", "XC010101", START, NEXT, "start")) // dies on the second day
            .with(
                home(1, "XCA", "XC010101"),
                home(2, "XCA", "XC010101"),
                home(3, "USA", null),
                home(4, "XCA", "XC010101"));
    assertThatTable(new CountPresence().transform(inputs, new CountPresence.Params(TWO_DAYS)))
        .hasRows(
            new TruePresence(DAY, "XC010101", "resident", 3),
            new TruePresence(NEXT, "XC010101", "resident", 1),
            new TruePresence(NEXT, "XC020101", "temporary", 1),
            new TruePresence(NEXT, "XC010101", "visitor", 1));
  }

  @Test
  void aResidenceThatChangesWithinTheWindowCountsByDay(SparkSession spark) {
    TestInputs inputs =
        new TestInputs(spark)
            .with(stay(1, 1, "XCA", "XC010101", START, END, "start"))
            .with(
                new SyntheticResidence(1, 1, "USA", null, START, NEXT, "start"),
                new SyntheticResidence(1, 2, "XCA", "XC010101", NEXT, END, "return"));
    assertThatTable(new CountPresence().transform(inputs, new CountPresence.Params(TWO_DAYS)))
        .hasRows(
            new TruePresence(DAY, "XC010101", "visitor", 1),
            new TruePresence(NEXT, "XC010101", "resident", 1));
  }

  private static TestInputs four(SparkSession spark) {
    return new TestInputs(spark)
        .with(
            person(1, 1, "2000-03-03"),
            person(2, 2, "2000-03-04"),
            person(3, 2, "1950-01-01"),
            person(4, 1, "2020-01-01"))
        .with(
            stay(1, 1, "XCA", "XC010101", START, END, "start"),
            stay(2, 1, "XCA", "XC020101", START, NEXT, "start"),
            stay(2, 2, "USA", null, NEXT, END, "emigration"),
            stay(3, 1, "XCA", "XC010101", START, END, "start"),
            stay(4, 1, "XCA", "XC010101", START, END, "start"))
        .with(
            home(1, "XCA", "XC010101"),
            new SyntheticResidence(2, 1, "XCA", "XC020101", START, NEXT, "start"),
            new SyntheticResidence(2, 2, "USA", null, NEXT, END, "emigration"),
            home(3, "XCA", "XC010101"),
            home(4, "XCA", "XC010101"))
        .with(
            sim(8, 1L, "01", "personal"),
            sim(13, 1L, "02", "second"),
            sim(16, 2L, "01", "personal"),
            sim(24, 3L, "02", "personal"),
            sim(30, null, "01", "machine"));
  }

  @Test
  void theBiasOfACountOfDevicesIsTheShareOfDevicesOverThatOfPersons(SparkSession spark) {
    assertThatTable(new CountDevices().transform(four(spark), new CountDevices.Params(DAY)))
        .hasRows(
            // 4 devices of 4 persons: (2 / 4) / (1 / 4) - 1 = 1, and for one device 0
            new TrueDevice(DAY, "XC01", 1, "18-29", false, 1, 1, 2, 1.0),
            new TrueDevice(DAY, "XC02", 2, "18-29", true, 1, 1, 1, 0.0),
            new TrueDevice(DAY, "XC01", 2, "65+", false, 1, 1, 1, 0.0),
            new TrueDevice(DAY, "XC01", 1, "0-9", false, 1, 0, 0, -1.0));
  }

  @Test
  void operatorsReportSimsByOwnerAndTheirShareOfTheMarket(SparkSession spark) {
    assertThatTable(
            new SynthesizeOperatorFacts()
                .transform(four(spark), new SynthesizeOperatorFacts.Params(DAY)))
        .hasRows(
            fact("01", "Marea", "1", "18-29", "0.5000"),
            fact("02", "Océano Móvil", "1", "18-29", "0.5000"),
            fact("01", "Marea", "2", "18-29", "1.0000"), // registered in XC01, lives in XC02
            fact("02", "Océano Móvil", "2", "65+", "1.0000"),
            fact("01", "Marea", "9", "", "1.0000"));
  }

  private static OperatorFact fact(
      String operator, String name, String sex, String age, String share) {
    return new OperatorFact(
        "operator_facts_2025-03-03_" + operator + ".csv",
        operator,
        name,
        "2025-03-03",
        "XC01",
        sex,
        age,
        "1",
        share);
  }

  @Test
  void cardsAreRegisteredByTheirOwnersThoseOfChildrenByTheMother(SparkSession spark) {
    SyntheticPerson child = person(4, 1, "2008-01-01");
    TestInputs inputs =
        new TestInputs(spark)
            .with(
                person(1, 1, "2000-03-03"),
                person(2, 2, "1980-03-04"),
                new SyntheticPerson(
                    4,
                    4,
                    2,
                    "native",
                    "child",
                    child.birthDate(),
                    null,
                    1,
                    "XCA",
                    "XC010101",
                    "XCA",
                    null,
                    "mestizo",
                    "111111",
                    1,
                    null,
                    "Ana",
                    "Ruiz",
                    null,
                    2L,
                    1L,
                    null),
                person(5, 2, "2008-01-01")) // without parents in the household
            .with(household(1), household(2), household(5))
            .with(
                sim(8, 1L, "01", "personal"),
                sim(32, 4L, "01", "personal"),
                sim(40, 5L, "02", "personal"),
                sim(30, null, "01", "machine"),
                sim(50, 1L, "01", "foreign"));
    Dataset<Row> lines =
        new SynthesizeSubscribers()
            .transform(
                inputs, new SynthesizeSubscribers.Params(DAY, BigDecimal.ZERO, BigDecimal.ONE));
    assertThatTable(lines)
        .hasRows(
            // number x 70330907 in eight digits; check digits 103 mod 10 and 106 mod 10 by 7, 3, 1
            subscriber("01", 8, "1", "2000", "A70330907-3"),
            subscriber("01", 32, "2", "1980", "A40661814-6"),
            subscriber("02", 40, "", "", ""),
            subscriber("01", 30, "9", "", ""));
    JudgedSheet sheet =
        JudgedSheet.ofLines(
            spark,
            lines,
            new LoadSubscribers(),
            "{extract: {paths: [x]}, operator-pattern: '_([0-9]{2})[.]csv$', area-pattern:"
                + " 'XC[0-9]{2}'}");
    assertThat(sheet.rejected()).isEmpty();
    assertThat(
            sheet
                .loaded(spark)
                .selectExpr("concat_ws(' ', operator_id, sex, birth_year, zone_id)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("01 1 2000 XC01", "01 2 1980 XC01", "02 0 XC01", "01 9 XC01");
    assertThatTable(
            new SynthesizeSubscribers()
                .transform(
                    inputs, new SynthesizeSubscribers.Params(DAY, BigDecimal.ONE, BigDecimal.ONE)))
        .hasRows(
            subscriber("01", 8, "", "", ""),
            subscriber("01", 32, "", "", ""),
            subscriber("02", 40, "", "", ""),
            subscriber("01", 30, "9", "", ""));
    assertThat(
            new SynthesizeSubscribers()
                .transform(
                    inputs, new SynthesizeSubscribers.Params(DAY, BigDecimal.ZERO, BigDecimal.ZERO))
                .select("document")
                .collectAsList())
        .extracting(row -> row.getString(0))
        // the identity: number x 38971043 in eight digits; check digits 143 and 187 mod 10
        .containsExactlyInAnyOrder("38971043-3", "77942086-7", "", "");
  }

  private static SubscriberSheet subscriber(
      String operator, long sim, String sex, String year, String document) {
    return new SubscriberSheet(
        "subscribers_2025-03-03_" + operator + ".csv",
        Sha256.hex("799" + sim),
        "2025-01-01",
        "",
        sex,
        year,
        "XC01",
        document);
  }

  @Test
  void anInventoryListsWhatStandsAtItsRecordedPlace(SparkSession spark) {
    SyntheticCell gone =
        new SyntheticCell(
            "799010101010001",
            "01",
            "XC010101",
            1,
            6.5,
            -93.5,
            6.95,
            -93.5,
            "displaced",
            "GSM",
            true,
            120,
            8000,
            START,
            NEXT);
    List<Row> rows =
        new SynthesizeCellInventory()
            .transform(
                new TestInputs(spark).with(gone), new SynthesizeCellInventory.Params(TWO_DAYS))
            .collectAsList();
    assertThat(rows).hasSize(1);
    Row row = rows.get(0);
    assertThat(row.<String>getAs("file_name")).isEqualTo("cells_2025-03-03_01.csv");
    assertThat(row.<String>getAs("latitude")).isEqualTo("6.950000");
    assertThat(row.<String>getAs("azimuth_angle")).isEqualTo("120");
    assertThat(row.<String>getAs("valid_date_end")).isEqualTo("2025-03-04T00:00:00");
  }
}
