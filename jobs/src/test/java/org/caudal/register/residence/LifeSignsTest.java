package org.caudal.register.residence;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.run.JobOutcome;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LifeSignsTest {
  private static final String PARAMS =
      """
      {extract: {paths: [x]},
      first-days: [registered_on, issued_on],
      otherwise-on: {census: 2024-01-01, count: 2022-06-30},
      last-days: [expires_on],
      departures: [deregistered_on],
      deaths: [died_on],
      areas: [municipality_code, residence],
      area-characters: 4,
      area-pattern: "XC[0-9]{4}",
      citizenships: [country, citizenship],
      open-sources: [population],
      source-pattern: "^([a-z]+)_",
      travellers: [passport],
      country: XCA,
      other-countries: [XCA],
      codes: {countries: [citizenship, area_id]}}
      """;

  @Test
  void registersOfDifferentColumnsSayTheSame(SparkSession spark) {
    LoadLifeSigns job = new LoadLifeSigns();
    Dataset<Row> books =
        spark.sql(
            """
            SELECT * FROM VALUES
              ('population_1.csv', 'p1', '2019-05-01', '', 'XC0101', 'XCA'),
              ('population_1.csv', 'p2', '2019-05-01', '2021-03-04', 'XC0102', ''),
              ('population_1.csv', '', '2019-05-01', '', 'XC0102', 'XCA'),
              ('population_1.csv', 'p3', '2019-05-01', '', 'XC0102', 'QQQ'),
              ('population_1.csv', 'p4', '2009-05-01', '', 'XC0102', 'ANT'),
              ('population_1.csv', 'p5', '2019-05-01', '', 'XC0102', 'ANT')
            AS t(file_name, record_id, registered_on, deregistered_on, municipality_code, country)
            """);
    Dataset<Row> others =
        spark.sql(
            """
            SELECT * FROM VALUES
              ('permit_1.csv', 'r1', '2022-01-10', '2024-01-09', '', 'XC0203', '', 'Haití', 'r 1-2'),
              ('permit_1.csv', 'r2', '2022-01-10', '2021-01-09', '', 'XC0203', '', 'HTI', ''),
              ('permit_1.csv', 'r3', '', '', '', 'XC0203', '', 'HTI', ''),
              ('death_1.csv', 'd1', '', '', '2023-07-08', 'XC0101', '', '', ''),
              ('census_1.csv', 'c1', '', '', '', '', 'XC0404', 'HTI', ''),
              ('census_1.csv', 'c2', '', '', '', '', 'Haïti', '332', ''),
              ('count_1.csv', 'c3', '', '', '', '', 'XC0404', 'HTI', ''),
              ('permit_1.csv', 'a1', '2009-01-01', '2009-01-01', '', '', 'Antillas Holandesas', '', ''),
              ('permit_1.csv', 'a2', '2015-01-01', '2015-01-01', '', '', 'ANT', '', ''),
              ('permit_1.csv', 'a4', '2015-01-01', '2015-01-01', '', '', 'Atlantis', '', ''),
              ('permit_1.csv', 'a3', '1995-01-01', '1995-01-01', '', '', 'Zaire', '', '')
            AS t(file_name, record_id, issued_on, expires_on, died_on, municipality_code, residence, citizenship, passport)
            """);
    Dataset<Row> lines =
        books
            .unionByName(others, true)
            .na()
            .fill("")
            .withColumn("sex", lit("2"))
            .withColumn("birth_date", lit("1990-01-02"));
    List<String> loaded =
        LoadedSheet.of(spark, lines, job, JobParams.of(job, PARAMS))
            .orderBy("source_id", "source_position")
            .collectAsList()
            .stream()
            .map(
                row ->
                    String.format(
                        Locale.ROOT,
                        "%s %s to %s left %s died %s in %s%s of %s%s",
                        row.getAs("source_id"),
                        row.getAs("first_day"),
                        row.getAs("last_day"),
                        row.getAs("left_on"),
                        row.getAs("died_on"),
                        row.getAs("area_id"),
                        row.<Boolean>getAs("is_abroad") ? " abroad" : "",
                        row.getAs("citizenship"),
                        row.getAs("traveller_id") == null ? "" : " with a document"))
            .toList();
    // Without a key, a country that is none, an area that is neither area nor country, a permit
    // that ends before it begins and one without a
    // day, which only a census or count may lack: rejected. The Netherlands Antilles were divided
    // in 2010
    // (ISO 3166-3); who lived or, by a late code, lives there is abroad, as in Zaire of 1995.
    assertThat(loaded)
        .containsExactlyInAnyOrder(
            "census 2024-01-01 to 2024-01-01 left null died null in XC04 of HTI",
            "census 2024-01-01 to 2024-01-01 left null died null in null abroad of HTI",
            "count 2022-06-30 to 2022-06-30 left null died null in XC04 of HTI",
            "permit 2009-01-01 to 2009-01-01 left null died null in null abroad of null",
            "permit 2015-01-01 to 2015-01-01 left null died null in null abroad of null",
            "permit 1995-01-01 to 1995-01-01 left null died null in null abroad of null",
            "death null to null left null died 2023-07-08 in XC01 of null",
            "permit 2022-01-10 to 2024-01-09 left null died null in XC02 of HTI with a document",
            "population 2009-05-01 to null left null died null in XC01 of ANT",
            "population 2019-05-01 to null left null died null in XC01 of XCA",
            "population 2019-05-01 to null left null died null in XC01 of ANT",
            "population 2019-05-01 to 2021-03-04 left 2021-03-04 died null in XC01 of null");
  }

  @Test
  void columnsOfTheTableAndColumnsNamedTwiceAreRefused() {
    LoadLifeSigns job = new LoadLifeSigns();
    assertThatThrownBy(() -> JobParams.of(job, PARAMS.replace("[expires_on]", "[registered_on]")))
        .hasMessageContaining(
            "first-days and last-days must name different columns, each has registered_on; leave it"
                + " out of one of them.");
    assertThatThrownBy(() -> JobParams.of(job, PARAMS.replace("[died_on]", "[issued_on]")))
        .hasMessageContaining("jobs.load-life-signs.first-days")
        .hasMessageContaining(
            "first-days and deaths must name different columns, each has issued_on; a record that"
                + " says only a day of death or departure needs no first day: leave it out of"
                + " first-days.");
    assertThatThrownBy(() -> JobParams.of(job, PARAMS.replace("[died_on]", "[died_on, died_on]")))
        .hasMessageContaining("deaths must not name died_on twice.");
    assertThatThrownBy(() -> JobParams.of(job, PARAMS.replace("[died_on]", "[birth_date]")))
        .hasMessageContaining("deaths must not name birth_date, which the table has itself.");
    assertThatThrownBy(() -> JobParams.of(job, PARAMS.replace("[expires_on]", "[arrived_on]")))
        .hasMessageContaining("last-days must not name arrived_on, which the table has itself.");
    assertThatThrownBy(() -> JobParams.of(job, PARAMS.replace("country: XCA", "country: QQQ")))
        .hasMessageContaining("country must be a code");
  }

  /** The register speaks of the day of the record; of one without an end nothing is too late. */
  @Test
  void whoCannotHaveBeenIsNotThere(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLifeSigns(),
            """
            source_id,record_id,first_day,last_day,birth_date
            visits,1,2023-05-01,2023-05-01,1850-01-01
            visits,2,2023-05-01,2023-05-01,1849-12-31
            visits,3,2023-05-01,2023-05-01,2023-05-01
            visits,4,2023-05-01,2023-05-01,2023-05-02
            """,
            "{extract: {paths: [x]}, first-days: [first_day], last-days: [last_day], country: XCA,"
                + " other-countries: [XCA]}");
    assertThat(sheet.rejected()).containsExactly("3: birth-possible", "5: birth-possible");
    Row late = sheet.lines().get(1);
    assertThat(late.<String>getAs("load_value")).isEqualTo("*** (10 characters)");
    assertThat(late.<String>getAs("load_record"))
        .contains("\"birth_date\":\"*** (10 characters)\"");
  }

  /**
   * A baby of 12 May whose birth is written as of 5 December, day and month exchanged, and who died
   * or left in July: the same in a register that stays open, whose last day is that of the end. One
   * that says its last day speaks of no later one.
   */
  @Test
  void aBirthMayBeLaterInTheYearOfTheEnd(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLifeSigns(),
            """
            source_id,record_id,first_day,until,left,died,birth_date
            deaths,1,,,,2021-07-01,2021-12-05
            books,2,2021-05-12,,,2021-07-01,2021-12-05
            books,3,2021-05-12,,2021-07-01,,2021-12-05
            books,4,2021-05-12,,2021-07-01,,2022-01-01
            books,5,,,,2021-07-01,2022-01-01
            books,6,2021-05-12,2021-07-01,,,2021-12-05
            visits,7,2021-05-12,,,2021-07-01,2021-12-05
            """,
            "{extract: {paths: [x]}, first-days: [first_day], last-days: [until],"
                + " departures: [left], deaths: [died], open-sources: [books], country: XCA,"
                + " other-countries: [XCA]}");
    assertThat(sheet.rejected())
        .containsExactly(
            "5: birth-possible", "6: birth-possible", "7: birth-possible", "8: birth-possible");
  }

  /** A departure or a death is no last day of which the books speak. */
  @Test
  void booksOfLongBeforeTheBirthAreWarnedAboutWhetherTheyEndOrNot(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLifeSigns(),
            """
            source_id,record_id,first_day,until,left,died,birth_date
            books,1,2010-01-01,,,2023-03-01,2023-06-10
            books,2,2010-01-01,,2023-03-01,,2015-05-05
            books,3,2010-01-01,,,,2015-05-05
            books,4,2010-01-01,,,2023-03-01,2010-05-05
            books,5,2010-01-01,2023-03-01,,,2015-05-05
            visits,6,2010-01-01,2023-03-01,,2023-03-01,2015-05-05
            visits,7,,,,2023-03-01,2015-05-05
            """,
            "{extract: {paths: [x]}, first-days: [first_day], last-days: [until],"
                + " departures: [left], deaths: [died], open-sources: [books], country: XCA,"
                + " other-countries: [XCA]}");
    assertThat(sheet.rejected()).isEmpty();
    assertThat(sheet.warnings()).isEqualTo(Map.of("birth-before-books", 3L)); // books 1 to 3
  }

  /** Of lists the column that has the value, of days out of order both. */
  @Test
  void rejectionsNameTheColumnsOfTheFile(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLifeSigns(),
            """
            source_id,record_id,inscrito_el,hasta,baja_el,fallecido_el,country,nacionalidad,zona,barrio
            civil,1,2021-01-01,,2020-01-01,,,,,
            civil,2,2021-01-01,,,1985-01-01,,,,
            permiso,3,2021-01-01,2020-12-31,2022-01-01,,,,,
            civil,4,2021-01-01,,,,XXX,ECU,,
            salud,5,2021-01-01,,,,,XXX,,
            salud,6,2021-01-01,,,,,ECU,,Z1
            """,
            "{extract: {paths: [x], columns: {ended_on: hasta}}, first-days: [inscrito_el],"
                + " last-days: [ended_on], departures: [baja_el], deaths: [fallecido_el],"
                + " citizenships: [country, nacionalidad], areas: [zona, barrio],"
                + " area-pattern: '[0-9]{4}', open-sources: [civil], country: ECU}");
    assertThat(sheet.lines())
        .extracting(
            row ->
                row.getAs("load_rule")
                    + ": "
                    + row.getAs("load_column")
                    + " "
                    + row.getAs("load_value"))
        .containsExactly(
            "days-in-order: baja_el, inscrito_el ####-##-##, ####-##-##",
            "days-in-order: fallecido_el, inscrito_el ####-##-##, ####-##-##",
            "days-in-order: hasta, inscrito_el ####-##-##, ####-##-##",
            "citizenship-known: country XXX",
            "citizenship-known: nacionalidad XXX",
            "area-known: barrio Z1");
  }

  /** As in surveys; a register of certificates knows no difficulties by domain. */
  @Test
  void characteristicsHaveTheCodesOfSurveys(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLifeSigns(),
            """
            source_id,record_id,first_day,ethnicity,difficulties,disability,education,occupation,arrived_on
            school,1,2023-05-01,quechua,111121,,2,,2023-05-01
            jobs,2,2023-05-01,,113111,none,8,7,
            certificates,3,2023-05-01,,,with,,_Z,2019-01-31
            visits,4,2023-05-01,_U,111111,,_U,_U,
            visits,5,2023-05-01,,,,,,
            visits,6,2023-05-01,_T,,,,,
            visits,7,2023-05-01,,11111,,,,
            visits,8,2023-05-01,,,yes,,,
            visits,9,2023-05-01,,,,9,,
            visits,10,2023-05-01,,,,,10,
            visits,11,2023-05-01,,,,,,2023-05-02
            """,
            "{extract: {paths: [x]}, first-days: [first_day], country: XCA,"
                + " other-countries: [XCA]}");
    assertThat(sheet.rejected())
        .containsExactly(
            "7: ethnicity-not-all",
            "8: difficulties-of-six-domains",
            "9: disability-known",
            "10: education-known",
            "11: occupation-known",
            "12: arrival-not-after");
    assertThat(
            sheet
                .loaded(spark)
                .selectExpr(
                    "concat_ws(' ', source_id, coalesce(ethnicity, '-'), coalesce(disability, '-'),"
                        + " coalesce(education, '-'), coalesce(occupation, '-'),"
                        + " coalesce(string(arrived_on), '-'))")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "school quechua some 2 - 2023-05-01",
            "jobs - with 8 7 -",
            "certificates - with - _Z 2019-01-31",
            "visits - none - - -",
            "visits - - - - -");
  }

  /** A register may know no other day; an arrival counts where no column before it has a day. */
  @Test
  void theDayOfArrivalMayBeTheFirstDay(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLifeSigns(),
            """
            source_id,record_id,issued_on,arrived_on
            permits,1,,2019-01-31
            permits,2,2023-05-01,2019-01-31
            permits,3,2023-05-01,
            permits,4,,
            """,
            "{extract: {paths: [x]}, first-days: [issued_on, arrived_on], country: XCA,"
                + " other-countries: [XCA]}");
    assertThat(sheet.rejected()).containsExactly("5: record-says-a-day");
    assertThat(
            sheet
                .loaded(spark)
                .selectExpr("concat(first_day, ' ', coalesce(string(arrived_on), '-'))")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("2019-01-31 2019-01-31", "2023-05-01 2019-01-31", "2023-05-01 -");
  }

  /**
   * A day to come would be in no year, one long past in all; a permit may be valid for ever.
   * Whoever tells years only writes the first of January: an arrival counts by its year. A baby of
   * 12 May whose birth is written as of 5 December stays on the books.
   */
  @Test
  void daysOnWhichNothingCanHaveBeenAreRejected(SparkSession spark) {
    String sheet =
        """
        source_id,record_id,first_day,last_day,left,died,birth_date,arrived_on
        visits,1,2121-05-01,,,,1990-06-02,
        visits,2,1021-05-01,,,,,
        books,3,1021-05-01,,,,1990-06-02,
        books,4,1985-05-01,,,,1990-06-02,
        books,5,1900-01-01,,,,1895-06-02,
        books,6,1850-01-01,,,,1850-01-01,
        permits,7,2021-05-01,9999-12-31,,,1990-06-02,
        books,8,2021-05-01,,2202-05-01,,1990-06-02,
        deaths,9,,,,2203-05-01,1990-06-02,
        deaths,10,,,,1985-05-01,1990-06-02,
        visits,11,2021-05-01,,,1985-05-01,1990-06-02,
        books,12,2021-05-01,,,,1990-06-02,2101-05-01
        visits,13,2021-05-01,,,,1990-06-02,1989-12-31
        visits,14,2021-05-01,,,,1990-06-02,1990-01-01
        books,15,2021-05-01,,,,,1849-12-31
        books,16,2021-05-01,,,,2022-01-01,
        books,17,2098-05-01,,,,1990-06-02,2099-05-01
        books,18,2021-05-12,,,,2021-12-05,
        permits,19,2024-12-31,2034-12-31,,,1990-06-02,
        """;
    String section =
        "{extract: {paths: [x]}, first-days: [first_day], last-days: [last_day], departures: [left],"
            + " deaths: [died], open-sources: [books], country: XCA, other-countries: [XCA]";
    List<String> impossible =
        List.of(
            "2: first-day-possible",
            "3: first-day-possible",
            "4: first-day-possible",
            "9: left-on-possible",
            "10: died-on-possible",
            "11: birth-possible",
            "12: birth-possible",
            "13: arrived-on-possible",
            "14: arrival-not-before-birth",
            "16: arrived-on-possible");
    LoadLifeSigns job = new LoadLifeSigns();
    JudgedSheet judged = JudgedSheet.of(spark, job, sheet, section + "}");
    assertThat(judged.rejected()).isEqualTo(impossible);
    assertThat(judged.warnings()).isEqualTo(Map.of("birth-before-books", 2L)); // books 4 and 16
    JudgedSheet until = JudgedSheet.of(spark, job, sheet, section + ", latest-day: 2024-12-31}");
    assertThat(until.rejected())
        .hasSize(impossible.size() + 1)
        .containsAll(impossible)
        .contains("18: first-day-possible,arrived-on-possible");
    assertThat(
            JudgedSheet.of(spark, job, sheet, section + ", earliest-day: 1900-01-01}").rejected())
        .hasSize(impossible.size() + 1)
        .containsAll(impossible)
        .contains("7: first-day-possible");
    assertThat(until.lines().get(0).<String>getAs("load_remedy"))
        .isEqualTo("Mend the day at the source, or set earliest-day or latest-day.");
    assertThatThrownBy(() -> JobParams.of(job, section + ", earliest-day: 2101-01-01}"))
        .hasMessageContaining("earliest-day must not be after latest-day");
  }

  /** A table may have the register of a load before: a correction of others says nothing of it. */
  @Test
  void openSourcesOfWhichThereIsNoRecordAreWarnedAboutOnce(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Platform platform = new Platform(spark, folder, List.of(new LoadLifeSigns()));
    String section =
        "load-life-signs: {extract: {paths: ['"
            + folder
            + "/*.csv']}, source-pattern: '^([a-z_]+)_[0-9]', first-days: [first_day],"
            + " open-sources: [civil_register, books], country: XCA, other-countries: [XCA]}";
    Path visits = folder.resolve("visits_1.csv");
    Path register = folder.resolve("civil_register_1.csv");
    Path books = folder.resolve("books_1.csv");
    String header = "record_id,first_day\n";
    Files.writeString(visits, header + "v1,2023-05-01\nv2,2023-05-02\n");
    assertThat(platform.runOne(section, "load-life-signs").warnings())
        .isEqualTo(
            Map.of(
                "open-source-civil-register-met-by-none", 0L,
                "open-source-books-met-by-none", 0L));
    // A record without a day is rejected, and so is in no table.
    Files.writeString(register, header + "r1,2023-05-01\n");
    Files.writeString(books, header + "b1,\n");
    assertThat(platform.runOne(section, "load-life-signs").warnings())
        .isEqualTo(
            Map.of("whole-file-rejected (books_1.csv)", 1L, "open-source-books-met-by-none", 0L));
    Files.writeString(books, header + "b1,2023-05-01\n");
    assertThat(platform.runOne(section, "load-life-signs").warnings()).isEmpty();
    Files.writeString(visits, header + "v1,2023-05-01\nv2,2023-05-03\n");
    JobOutcome corrected = platform.runOne(section, "load-life-signs");
    assertThat(corrected.counts().out()).isEqualTo(2);
    assertThat(corrected.warnings()).isEmpty();
  }
}
