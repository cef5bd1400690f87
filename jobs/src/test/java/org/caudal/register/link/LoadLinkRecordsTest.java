package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ProblemException;
import org.caudal.reference.CodeHistory;
import org.caudal.reference.LoadPlaceCodes;
import org.caudal.reference.PlaceCode;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Platform;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class LoadLinkRecordsTest {
  private static final String READ =
      """
      {extract: {paths: [x], values: {date-patterns: ['yyyy-MM-dd', 'dd/MM/yyyy']}},
       fields: [country, town], identifiers: [document], documents: [document],
       names: {whole: [name], given: [given_names], surnames: [surnames],
               main-surname: %s, main-surname-by:
                  {columns: [nation, country], first-in: [Mexico], last-in: [br, Angola, ee.uu.]}},
       document-checks: [{document: document, kind: chl-run, by: country, values: [mx, XCA]}],
       codes: {countries: [country], other-countries: [XCA], places: [town],
               place-level: municipality, days: [seen_on], wrong: %s}}""";

  /**
   * Codes of 2010: M1 became M2 on 1 January; Santa Ana is a name of two; P1 is of another level.
   */
  private static final PlaceCode[] PLACES = {
    place("M1", "municipality", "Río Viejo", null, LocalDate.of(2009, 12, 31), "M2"),
    place("M2", "municipality", "Río Nuevo", LocalDate.of(2010, 1, 1), null, ""),
    place("M3", "municipality", "Santa Ana", null, null, ""),
    place("M4", "municipality", "Santa Ana", null, null, ""),
    place("P1", "province", "Costa", null, null, ""),
  };

  private static final String SHEET =
      """
      source_id,record_id,name,given_names,surnames,country,town,document,seen_on,nation
      civil,1,Ana Ma. Núñez,,,México,M1,1-0234-0567,2009-12-31
      civil,2,,ANA MARIA,NUNEZ,484,rio viejo,102340567,01/01/2010
      civil,3,,,,ant,M2,,2009-12-31
      civil,4,,,,xca,Santa Ana,-,2020-01-01
      civil,5,,,,Nowhere,P1,,
      civil,6,,,,MEX,,,2020.01.01
      civil,7,,João,da Silva e Souza,Brasil,,,,
      civil,8,,João,da Silva e Souza,MEX,,,,
      civil,9,,João,da Silva e Souza,MEX,,,,Angola
      civil,10,,João,da Silva e Souza,USA,,,,
      civil,11,João da Silva e Souza,,,,,,,76
      civil,12,,João,da Silva e Souza,Brasil,,,,not known
      civil,13,,João,da Silva e Souza,CAN,,,,
      """;

  @Test
  void namesDocumentsCountriesAndPlacesAreReadAlike(SparkSession spark) {
    JudgedSheet sheet = judged(spark, "first", "warn");

    // Of both Anas the names are the same, and so is the document without its signs; M1 is M2 from
    // 2010 on. ANT held in 2009; M2 did not yet, and keeps its code. A dash is no document.
    String ana =
        "\"given\":\"ana maria\",\"main_surname\":\"nunez\",\"given_key\":\"an mr\",\"main_surname_key\":\"nns\"}";
    List<Row> lines = sheet.lines();
    String number = fields(lines.get(0)).replaceAll(".*\"document\":\"([0-9a-f]{32})\".*", "$1");
    assertThat(number).hasSize(32);
    assertThat(lines.stream().limit(6).map(LoadLinkRecordsTest::fields))
        .containsExactly(
            "{\"country\":\"MEX\",\"town\":\"M1\",\"document\":\"" + number + "\"," + ana,
            "{\"country\":\"MEX\",\"town\":\"M2\",\"document\":\"" + number + "\"," + ana,
            "{\"country\":\"ANT\",\"town\":\"M2\"}",
            "{\"country\":\"XCA\"}",
            "{}",
            "{\"country\":\"MEX\"}");
    assertThat(sheet.warnings())
        .isEqualTo(
            Map.of(
                "town-valid", 1L,
                "town-known", 1L,
                "seen-on-is-day", 1L,
                "document-chl-run", 2L)); // of both Anas; a dash is no number
    assertThat(sheet.rejected()).containsExactly("6: record-comparable");
    // The last surname by the country where last-in says so, whatever way it is written; a text of
    // no country is passed over. Of nobody's else, as main-surname says.
    assertThat(mainSurnames(sheet))
        .containsExactly("souza", "da silva", "souza", "souza", "souza", "souza", "da silva");
  }

  @Test
  void wrongCodesAreRejectedWithValueAndRemedy(SparkSession spark) {
    JudgedSheet sheet = judged(spark, "last", "reject");

    assertThat(sheet.rejected())
        .containsExactly(
            "4: town-valid",
            "5: town-known",
            "6: country-known,town-known,record-comparable",
            "7: seen-on-is-day");
    Row line = sheet.lines().get(2);
    assertThat(line.<String>getAs("load_value")).isEqualTo("M2");
    assertThat(line.<String>getAs("load_statement")).contains("does not hold on the day");
    assertThat(line.<String>getAs("load_remedy")).contains("codes.days");
    assertThat(mainSurnames(sheet))
        .containsExactly("souza", "da silva", "souza", "souza", "souza", "souza", "souza");
  }

  @Test
  void codesOfPlacesMustEndBeforeTheirSuccessor(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadPlaceCodes(),
            """
            place_code,level,place_name,first_day,last_day,successor
            m1,municipality,Old,,2009-12-31,M2
            M2,municipality,New,2010-01-01,,
            M3,municipality,Endless,,,M2
            M4,municipality,Backwards,2010-01-01,2009-12-31,
            M5,municipality,Other pattern,,31/12/2009,
            M6,municipality,Other pattern,01/01/2010,,
            """,
            "{extract: {paths: [x]}}");

    assertThat(sheet.rejected())
        .containsExactly(
            "4: successor-after-end", "5: days-in-order", "6: wrong-type", "7: wrong-type");
    assertThat(
            sheet.lines().stream()
                .limit(2)
                .map(line -> line.getAs("place_code") + " " + line.getAs("valid_to")))
        .containsExactly("M1 2009-12-31", "M2 9999-12-31");
  }

  @Test
  void documentsAreKeptWithoutTheirSignsAndWrongOnesAreNotShown(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadLinkRecords(),
            """
            source_id,record_id,number,type
            civil,1,xc-01 2345,passport
            civil,2,-,
            civil,3,111.444.777-35,CPF
            civil,4,111.444.777-36,c.p.f.
            chile,5,12.345.678-5,
            chile,6,12.345.678-6,
            """,
            "{extract: {paths: [x]}, fields: [number], documents: [number], document-checks:"
                + " [{document: number, kind: bra-cpf, by: type, values: [Cpf], wrong: reject},"
                + " {document: number, kind: ury-ci, wrong: fail},"
                + " {document: number, kind: chl-run, by: source_id, values: [Chile]},"
                + " {document: number, kind: arg-cuit, by: type, values: [CUIT, Cuil]}]}");
    List<Row> lines = sheet.lines();
    assertThat(fields(lines.get(0))).isEqualTo("{\"number\":\"XC012345\"}");
    assertThat(sheet.rejected()).containsExactly("3: record-comparable", "5: number-bra-cpf");
    assertThat(sheet.warnings())
        .isEqualTo(
            Map.of(
                "number-chl-run", 1L, "number-arg-cuit-met-by-none", 4L)); // of none is told in all
    // None is of Uruguay, and all are asked to be; a dash is no number.
    assertThat(lines.stream().map(line -> line.getList(line.fieldIndex("load_failures")).size()))
        .containsExactly(1, 0, 1, 1, 1, 1);
    assertThat(lines.get(3).<String>getAs("load_value")).isEqualTo("*** (14 characters)");
    assertThat(lines.get(3).<String>getAs("load_record")).doesNotContain("777");
    assertThat(lines.get(3).<String>getAs("load_statement")).startsWith("The number is no CPF");
  }

  @Test
  void aFieldMayHaveAnotherNameInTheFiles(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("civil.csv");
    Files.writeString(file, "record_id,Municipality\n1,Rosa\n");
    Platform platform = new Platform(spark, folder, List.of(new LoadLinkRecords()));
    String section = "load-link-records: {fields: [town], extract: {paths: [%s]%s}}";
    assertThat(platform.runOne(section.formatted(file, ""), "load-link-records").problems())
        .singleElement()
        .asString()
        .contains("has no column town for the field town. Map it under extract.columns");
    String mapped = section.formatted(file, ", columns: {town: Municipality}");
    assertThat(platform.runOne(mapped, "load-link-records").counts())
        .isEqualTo(new Counts(1, 1, 0, 0));
  }

  /** Whatever it is called in the files. */
  @Test
  void aFieldThatMayBeAbsentIsInOneFileAtLeast(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("civil.csv"), "record_id,town,cedula\n1,Rosa,171\n");
    Files.writeString(folder.resolve("health.csv"), "record_id,town\n1,Rosa\n");
    Platform platform =
        new Platform(spark, folder.resolve("platform"), List.of(new LoadLinkRecords()));
    JobOutcome outcome =
        platform.runOne(
            "load-link-records: {fields: [town, cuntry], identifiers: [document], maybe-absent:"
                + " [cuntry, document], extract: {paths: ['"
                + folder
                + "/*.csv'], columns: {document: cedula}}}",
            "load-link-records");
    assertThat(outcome.counts()).isEqualTo(new Counts(2, 2, 0, 0));
    assertThat(outcome.warnings())
        .isEqualTo(Map.of("column-in-no-file (maybe-absent: cuntry)", 2L));
  }

  @Test
  void codesOfPlacesMustBeThere(SparkSession spark) {
    String section = "{extract: {paths: [x]}, fields: [town], codes: {places: [town]%s}}";
    String sheet = "source_id,record_id,town\ncivil,1,M1\n";
    LoadLinkRecords job = new LoadLinkRecords();
    TestInputs in = new TestInputs(spark).with(List.of(PLACES));
    assertThatThrownBy(
            () ->
                JudgedSheet.of(
                    in, spark, job, sheet, section.formatted(", place-level: municipio")))
        .hasStackTraceContaining("has no code of the level municipio");
    assertThatThrownBy(() -> JudgedSheet.of(spark, job, sheet, section.formatted("")))
        .hasMessageContaining("place_code, which is not there");
  }

  @Test
  void placesAreWhatConstantsAndCodesOfTheExtractSay(SparkSession spark) {
    LoadLinkRecords job = new LoadLinkRecords();
    TestInputs in = new TestInputs(spark).with(List.of(PLACES));
    String section = "{extract: {paths: [x], %s}, fields: [town], codes: {places: [town]}}";
    String sheet = "source_id,record_id,town\ncivil,1,RN\ncivil,2,rio nuevo\ncivil,3,-\n";
    JudgedSheet coded =
        JudgedSheet.of(
            in, spark, job, sheet, section.formatted("codes: {town: {RN: m2, '-': 'Río Nuevo'}}"));
    assertThat(coded.lines())
        .extracting(LoadLinkRecordsTest::fields)
        .containsOnly("{\"town\":\"M2\"}");
    JudgedSheet constant =
        JudgedSheet.of(
            in,
            spark,
            job,
            "source_id,record_id\ncivil,1\n",
            section.formatted("constants: {town: 'rio nuevo'}"));
    assertThat(fields(constant.lines().get(0))).isEqualTo("{\"town\":\"M2\"}");
  }

  @Test
  void whatIsReadAsSomethingMustBeRead() {
    assertThatThrownBy(() -> JobParams.of(new LoadLinkRecords(), section("documents: [passport]")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("documents must name fields or identifiers");
    assertThatThrownBy(
            () -> JobParams.of(new LoadLinkRecords(), section("codes: {countries: [nation]}")))
        .hasMessageContaining("codes must be those of fields");
    assertThatThrownBy(
            () -> JobParams.of(new LoadLinkRecords(), section("names: {given: [document]}")))
        .hasMessageContaining("identifiers must be no names");
    assertThatThrownBy(
            () -> JobParams.of(new LoadLinkRecords(), section("maybe-absent: [found_x]")))
        .hasMessageContaining("maybe-absent must name columns that are read");
    String check = "documents: [document], document-checks: [{document: %s, kind: bra-cpf%s}]";
    assertThatThrownBy(
            () -> JobParams.of(new LoadLinkRecords(), section(check.formatted("sex", ""))))
        .hasMessageContaining("document-checks must be of documents");
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadLinkRecords(), section(check.formatted("document", ", by: type"))))
        .hasMessageContaining("by and values go together");
    String twice = "}, {document: document, kind: bra-cpf";
    assertThatThrownBy(
            () -> JobParams.of(new LoadLinkRecords(), section(check.formatted("document", twice))))
        .hasMessageContaining("must be one a document and kind");
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadLinkRecords(),
                    section("names: {given: [name], main-surname-by: {first-in: [BRA]}}")))
        .hasMessageContaining("first-in and last-in must differ");
    refused(
        "names: {given: [name], main-surname-by: {first-in: [Atlantis]}}",
        "codes or names of ISO 3166-1 or of other-countries, one was ATLANTIS");
    refused(
        "names: {given: [name], main-surname-by: {first-in: [br]}}",
        "first-in and last-in must differ");
    refused("names: {main-surname-by: {columns: [nation]}}", "must come with names");
    refused(
        "codes: {countries: [sex]}, "
            + check.formatted("document", ", by: sex, values: [Brasil, Atlantis]"),
        "one was Atlantis");
    refused(
        check.formatted("document", ", by: type, values: ['--']"),
        "values must have letters or digits");
    assertThatThrownBy(
            () ->
                JobParams.of(new LoadLinkRecords(), "{extract: {paths: [x]}, fields: [coded_on]}"))
        .hasMessageContaining("must not be called as columns of the loading are");
  }

  private static void refused(String more, String why) {
    assertThatThrownBy(() -> JobParams.of(new LoadLinkRecords(), section(more)))
        .hasMessageContaining(why);
  }

  private static String section(String more) {
    return "{extract: {paths: [x]}, fields: [sex], identifiers: [document], " + more + "}";
  }

  private static JudgedSheet judged(SparkSession spark, String main, String wrong) {
    return JudgedSheet.of(
        new TestInputs(spark).with(List.of(PLACES)),
        spark,
        new LoadLinkRecords(),
        SHEET,
        READ.formatted(main, wrong).lines().map(String::strip).collect(Collectors.joining(" ")));
  }

  private static List<String> mainSurnames(JudgedSheet sheet) {
    return sheet.lines().stream()
        .skip(6)
        .map(line -> fields(line).replaceAll(".*\"main_surname\":\"([a-z ]+)\".*", "$1"))
        .toList();
  }

  private static String fields(Row line) {
    return line.getAs("fields");
  }

  private static PlaceCode place(
      String code,
      String level,
      String name,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String successor) {
    return new PlaceCode(
        code,
        level,
        name,
        from == null ? CodeHistory.FIRST_DAY : from,
        to == null ? CodeHistory.LAST_DAY : to,
        successor,
        "places.csv",
        2);
  }
}
