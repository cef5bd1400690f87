package org.caudal.register.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.LongTermKeyColumns;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class EncodeRecordsTest {
  private static String schema() {
    try (InputStream file =
        Objects.requireNonNull(
            EncodeRecordsTest.class.getResourceAsStream("/linkage/keys/schema.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LinkRecord record(String id, String fields) {
    return new LinkRecord("permits", id, fields.replace('\'', '"'), "permits.csv", 1);
  }

  /** Keys computed with clkhash 0.18.3 by the same schema and secret. */
  @Test
  void recordsAreEncodedWithTheYearAndNoName(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                record(
                    "1",
                    "{'given':'ana','family':'pérez','born':'1980-02-13','sex':'f','town':'Rosa'}"),
                record("2", "{'given':'li','born':'2001-01-01'}"),
                record("3", "{'town':'Rosa'}"));
    var params =
        new EncodeRecords.Params(schema(), Symbols.Unit.CODE_POINTS, "born", "sex", "town");

    assertThatTable(new EncodeRecords().transform(in, params))
        .hasRows(
            encoded(
                "1",
                "ee91069880b2cd591a94ec22cf05a95b7a8b56b582c5df7797c2ae34b20cb149",
                "1980",
                "f",
                "Rosa"),
            encoded(
                "2",
                "1a19053d0125d726256c0bfd400643df8156e8f8005a711a8e0a87c54f4813ba",
                "2001",
                null,
                null));
  }

  @Test
  void onlyTheYearOfADayGoesAlongTheFoldedPlaceAndNoPseudonym(SparkSession spark) {
    TestInputs in =
        new TestInputs(spark)
            .with(
                record(
                    "1", "{'given':'ana','family':'p','born':'12031990','sex':'f','town':'Rosa'}"),
                record("2", "{'given':'ana','born':'1990-03-12'}"),
                record("3", "{'given':'ana','born':'9031-03-12'}"),
                record("4", "{'given':'ana','born':'1990'}"));
    var params = new EncodeRecords.Params(schema(), Symbols.Unit.FOLDED, "born", null, "town");
    assertThat(
            new EncodeRecords()
                .transform(in, params)
                .select("record_id", "birth_year", "place")
                .collectAsList())
        .containsExactlyInAnyOrder(
            RowFactory.create("1", null, "rosa"),
            RowFactory.create("2", "1990", null),
            RowFactory.create("3", null, null),
            RowFactory.create("4", null, null));
    TestInputs hidden =
        new TestInputs(spark)
            .with(
                record(
                    "1",
                    "{'given':'ana','family':'p','born':'x','sex':'f','town':'%s'}"
                        .formatted("0f".repeat(16))));
    assertThatThrownBy(() -> new EncodeRecords().transform(hidden, params).collectAsList())
        .hasStackTraceContaining("place of encode-records is a pseudonym: load its field under");
  }

  private static EncodedRecord encoded(
      String id, String key, @Nullable String year, @Nullable String sex, @Nullable String town) {
    return new EncodedRecord("encoded_records.csv", "permits", id, key, year, sex, town);
  }

  @Test
  void encodedRecordsKeepTheirPseudonymsWhereTheyAreLoadedAndMarksAreRejected(SparkSession spark) {
    String pseudonym = "0f".repeat(16);
    LoadLinkRecords load = new LoadLinkRecords();
    Dataset<Row> lines =
        Rows.of(
            spark,
            encoded(pseudonym, "ff00ff00", "1980", null, null),
            encoded("mark 2", "ff00ff00", "1980", "f", null));
    String params =
        "{extract: {paths: [x]}, fields: [long_term_key, birth_year, sex], records: %s}";

    assertThat(
            LoadedSheet.of(spark, lines, load, JobParams.of(load, params.formatted("pseudonyms")))
                .select("source_id", "record_id", "fields")
                .collectAsList())
        .containsExactly(
            RowFactory.create(
                "permits", pseudonym, "{\"long_term_key\":\"ff00ff00\",\"birth_year\":\"1980\"}"));
    assertThat(
            LoadedSheet.of(spark, lines, load, JobParams.of(load, params.formatted("marks")))
                .select("record_id")
                .collectAsList())
        .hasSize(2)
        .doesNotContain(RowFactory.create(pseudonym));
  }

  @Test
  void aShortKeyIsRefusedAndNeverShown() {
    assertThatThrownBy(
            () ->
                new LongTermKeyColumns(
                    "only-31-bytes-of-a-secret-key!!".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("exchange key  must have at least 32 bytes, has 31.")
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("only"));
  }
}
