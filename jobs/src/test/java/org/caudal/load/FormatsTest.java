package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.job.Loading;
import org.caudal.job.Write;
import org.caudal.problem.ProblemException;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.run.JobOutcome;
import org.caudal.run.JobOutcome.Counts;
import org.caudal.store.ExtractFile;
import org.caudal.store.Extracts;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.Platform;
import org.caudal.testing.Sha256;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same parcels from files written in different ways. */
@SparkTest
class FormatsTest {

  @Test
  void csvOfAnySourceIsReadByItsDeclaration(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    String semicolons =
        "Paquete;Remitente;Kilos;Fecha;Nota\r\n"
            + "A1;Ana;1.234,5;03/02/2025;'niño; con\r\n''acento'''\r\n"
            + "A2;Luz;7;4/2/2025;s/d\r\n"
            + "A3;Ana;,5;2025-02-05;\r\n";
    gzip(files.resolve("1.csv.gz"), semicolons, StandardCharsets.ISO_8859_1);
    Files.writeString(files.resolve("2.csv"), "Paquete;Remitente;Fecha;Nota\nA4;Ana;31/01/2025;\n");
    for (String copy : List.of("3.csv", "4.csv", "5.csv")) {
      Files.copy(files.resolve("2.csv"), files.resolve(copy));
    }
    Files.writeString(files.resolve(".hidden"), "not a file of the extract");
    Platform platform = new Platform(spark, folder, List.of(new LoadParcels()));

    JobOutcome outcome =
        platform.runOne(
            """
            load-parcels:
              extract:
                paths: [%s]
                csv: {delimiter: ";", quote: "'", encoding: ISO-8859-1}
                values:
                  decimal-comma: true
                  date-patterns: [d/M/yyyy, yyyy-MM-dd]
                  missing: [s/d]
                columns: {parcel_no: Paquete, sender_id: Remitente, weight_kg: Kilos, day: Fecha, note: Nota}
                constants: {country: mx}
            """
                .formatted(files),
            "load-parcels");

    // 2.csv and its copies lack the column Kilos of a required field: refused as a whole
    assertThat(outcome.problems())
        .singleElement()
        .asString()
        .contains("2.csv:1 and 3 more  has no column Kilos for the field weight_kg.")
        .contains("Columns found: Paquete, Remitente, Fecha, Nota.");

    Files.writeString(
        files.resolve("2.csv"), // small files are read in one task; in another order, without Nota
        "Fecha;Paquete;Remitente;Kilos\n31/01/2025;A4;Ana;0,1\n");
    for (String copy : List.of("3.csv", "4.csv", "5.csv")) {
      Files.delete(files.resolve(copy));
    }
    outcome =
        platform.runOne(
            """
            load-parcels:
              extract:
                paths: ["%s/*.csv*"]
                csv: {delimiter: ";", quote: "'", encoding: ISO-8859-1}
                values:
                  decimal-comma: true
                  date-patterns: [d/M/yyyy, yyyy-MM-dd]
                  missing: [s/d]
                columns: {parcel_no: Paquete, sender_id: Remitente, weight_kg: Kilos, day: Fecha, note: Nota}
                constants: {country: mx}
            """
                .formatted(files),
            "load-parcels");

    assertThat(outcome.counts()).isEqualTo(new Counts(4, 3, 1, 0)); // ",5" is no number
    Pseudonyms key = Platform.pseudonyms();
    String ana = key.of("Ana", "parcel-party");
    String luz = key.of("Luz", "parcel-party");
    TableAssert.assertThatTable(platform.table(Parcel.class))
        .hasRows(
            parcel("2025-02-03", "A1", ana, "1234.500", "niño; con\n'acento'", "1.csv.gz", 2),
            parcel("2025-02-04", "A2", luz, "7.000", null, "1.csv.gz", 4),
            parcel("2025-01-31", "A4", ana, "0.100", null, "2.csv", 2));
    // the record after the quoted line end stands on line 5 of the file
    assertThat(
            platform
                .table(RejectedRow.class)
                .select("source_file", "source_position", "source_column", "value")
                .collectAsList())
        .singleElement()
        .hasToString("[1.csv.gz,5,Kilos,,5]");
  }

  @Test
  void byteOrderMarksJsonLinesAndParquetGiveTheSameRows(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path csv = folder.resolve("bom.csv");
    Files.writeString(
        csv, "\uFEFFparcel_no,sender_id,country,weight_kg,day\nB1,Ana,MX,\"1,234.5\",2025-02-03\n");
    Path json = folder.resolve("parcels.json.gz");
    gzip(
        json,
        """
        {"parcel_no":"J1","sender_id":"Ana","country":"mx","weight_kg":1234.50,"day":"2025-02-03"}

        {"parcel_no":"J2","sender_id":"Ana","country":"mx","weight_kg":"7"}
        {"parcel_no":
        """,
        StandardCharsets.UTF_8);
    Path parquet = folder.resolve("parcels.parquet");
    spark
        .sql(
            "SELECT 'P' || id AS parcel_no, 'Ana' AS sender_id, 'MX' AS country,"
                + " CAST(1234.5 AS DECIMAL(9,1)) AS weight_kg, DATE'2025-02-03' AS day"
                + " FROM range(1, 3)")
        .coalesce(1)
        .write()
        .parquet(parquet.toString());

    List<Row> rows = new ArrayList<>();
    rows.addAll(read(spark, "csv", csv, 1));
    rows.addAll(read(spark, "json-lines", json, 3));
    rows.addAll(read(spark, "parquet", parquet, 2));

    String part = String.valueOf(parts(parquet).get(0).getFileName());
    String ana = Sha256.hex("parcel-party:Ana").substring(0, 32); // of TestInputs
    Dataset<Row> all = spark.createDataFrame(rows, rows.get(0).schema());
    TableAssert.assertThatTable(all.filter("%s IS NULL".formatted(Classification.RULE)))
        .hasRows(
            parcel("2025-02-03", "B1", ana, "1234.500", null, "bom.csv", 2),
            parcel("2025-02-03", "J1", ana, "1234.500", null, "parcels.json.gz", 1),
            parcel("2025-02-03", "P1", ana, "1234.500", null, part, 1),
            parcel("2025-02-03", "P2", ana, "1234.500", null, part, 2));
    // J2 lacks its day; the last line is no JSON
    assertThat(rows.stream().filter(row -> row.getAs(Classification.RULE) != null))
        .extracting(row -> row.getAs("source_position") + " " + row.getAs(Classification.RULE))
        .containsExactly("3 missing-value", "4 unreadable-record");
  }

  @Test
  void numbersThatAreNoTextsHaveAPointAlsoWhereTextsHaveAComma(
      SparkSession spark, @TempDir Path folder) throws IOException {
    Path json = folder.resolve("parcels.json");
    Files.writeString(
        json,
        """
        {"parcel_no":1.5,"sender_id":"Ana","country":"MX","weight_kg":1.234,"day":"2025-02-03"}
        {"parcel_no":2,"sender_id":"Ana","country":"MX","weight_kg":1.5,"day":"2025-02-03"}
        {"parcel_no":3,"sender_id":"Ana","country":"MX","weight_kg":"1.234,5","day":"2025-02-03"}
        {"parcel_no":4,"sender_id":"Ana","country":"MX","weight_kg":"1.234","day":"2025-02-03"}
        """);
    // a text of 1.234 is one thousand two hundred thirty-four, a number is not
    assertThat(weights(spark, "json-lines", json, 4))
        .containsExactly("1.5 1.234", "2 1.500", "3 1234.500", "4 1234.000");

    String parcel = "'Ana' AS sender_id, 'MX' AS country, DATE'2025-02-03' AS day";
    Path doubles = folder.resolve("doubles");
    spark
        .sql("SELECT 1.5 AS parcel_no, %s, 1.234D AS weight_kg".formatted(parcel))
        .write()
        .parquet(doubles.toString());
    assertThat(weights(spark, "parquet", doubles, 1)).containsExactly("1.5 1.234");
    Path texts = folder.resolve("texts");
    spark
        .sql("SELECT 'T' AS parcel_no, %s, '1.234' AS weight_kg".formatted(parcel))
        .write()
        .parquet(texts.toString());
    assertThat(weights(spark, "parquet", texts, 1)).containsExactly("T 1234.000");
  }

  @Test
  void aGroupOfThousandsDoesNotBeginWithZero(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String lines =
        "{\"parcel_no\":1,\"sender_id\":\"Ana\",\"country\":\"MX\",\"weight_kg\":\"0,901\",\"day\":\"2025-02-03\"}\n"
            + "{\"parcel_no\":2,\"sender_id\":\"Ana\",\"country\":\"MX\",\"weight_kg\":\"-1,901\",\"day\":\"2025-02-03\"}\n";
    Path commas = folder.resolve("commas.json");
    Files.writeString(commas, lines);
    Path points = folder.resolve("points.json");
    Files.writeString(points, lines.replace("0,901", "0.901").replace("-1,901", "-1.901"));
    for (List<Row> rows :
        List.of(
            read(spark, new LoadParcels(), "json-lines", commas, "{decimal-comma: false}", 2),
            read(spark, new LoadParcels(), "json-lines", points, "{decimal-comma: true}", 2))) {
      assertThat(rows)
          .extracting(row -> row.getAs("weight_kg") + " " + row.getAs(Classification.RULE))
          .first()
          .isEqualTo("null wrong-type"); // 901 is a thousand times what is meant
      assertThat(rows.get(1).<BigDecimal>getAs("weight_kg")).isEqualByComparingTo("-1901");
    }
  }

  @Test
  void wholeNumbersThatParquetHasAsDoublesAreIdentifiersWithoutPointAndExponent(
      SparkSession spark, @TempDir Path folder) {
    // 2^53 is 9007199254740992, and 9007199254740993 is the same double
    Path file = folder.resolve("doubles");
    spark
        .sql(
            "SELECT number AS parcel_no, number AS sender_id, 'MX' AS country, 1D AS weight_kg,"
                + " DATE'2025-02-03' AS day FROM VALUES (5512345678D), (9007199254740991D),"
                + " (9007199254740992D), (double('NaN')) AS t(number)")
        .coalesce(1)
        .write()
        .parquet(file.toString());
    List<Row> rows = read(spark, "parquet", file, 4);
    assertThat(rows)
        .extracting(row -> row.getAs("parcel_no") + " " + row.getAs(Classification.RULE))
        .containsExactly(
            "5512345678 null",
            "9007199254740991 null",
            "9.007199254740992E15 unreadable-record",
            "null missing-value");
    assertThat(rows.get(0).<String>getAs("sender_id"))
        .isEqualTo(Sha256.hex("parcel-party:5512345678").substring(0, 32)); // of TestInputs
    assertThat(rows.get(2).<String>getAs("load_statement")).contains("sender_id");
    assertThat(rows.get(2).<String>getAs("load_remedy")).contains("as text");
    // of floats those below 2^24, 16777216, are of one number only
    Path floats = folder.resolve("floats");
    spark
        .sql(
            "SELECT number AS parcel_no, number AS sender_id, 'MX' AS country, 1D AS weight_kg,"
                + " DATE'2025-02-03' AS day FROM VALUES (16777215F), (16777216F) AS t(number)")
        .coalesce(1)
        .write()
        .parquet(floats.toString());
    assertThat(read(spark, "parquet", floats, 2))
        .extracting(row -> row.<String>getAs(Classification.RULE))
        .containsExactly(null, "unreadable-record");
  }

  /** As a CSV file has them: 5512345678 is one person, whatever the column can hold. */
  @Test
  void wholeNumbersOfDecimalsAndOfJsonAreIdentifiersWithoutAFraction(
      SparkSession spark, @TempDir Path folder) throws IOException {
    String person = Sha256.hex("parcel-party:5512345678").substring(0, 32); // of TestInputs
    Path decimals = folder.resolve("decimals");
    spark
        .sql(
            "SELECT number AS parcel_no, number AS sender_id, 'MX' AS country,"
                + " CAST(1.5 AS DECIMAL(38,10)) AS weight_kg, DATE'2025-02-03' AS day FROM VALUES"
                + " (CAST(5512345678 AS DECIMAL(38,10))), (CAST(0 AS DECIMAL(38,10))),"
                + " (CAST(-100 AS DECIMAL(38,10))), (CAST(1.5 AS DECIMAL(38,10)))"
                + " AS t(number)")
        .coalesce(1)
        .write()
        .parquet(decimals.toString());
    Path json = folder.resolve("parcels.json");
    String line =
        "{\"parcel_no\":%1$s,\"sender_id\":%1$s,\"country\":\"MX\",\"weight_kg\":1.50,"
            + "\"day\":\"2025-02-03\"}\n";
    Files.writeString(
        json,
        Stream.of("5512345678.0", "0.00", "-100.0", "1.50", "5.512345678E9", "5512345678")
            .map(line::formatted)
            .collect(Collectors.joining()));
    List<Row> stored = read(spark, "parquet", decimals, 4);
    List<Row> written = read(spark, "json-lines", json, 6);
    assertThat(stored)
        .extracting(row -> row.<String>getAs("parcel_no"))
        .containsExactly("5512345678", "0", "-100", "1.5000000000");
    assertThat(written)
        .extracting(row -> row.<String>getAs("parcel_no"))
        .containsExactly("5512345678", "0", "-100", "1.50", "5512345678", "5512345678");
    assertThat(Stream.of(stored.get(0), written.get(0), written.get(4), written.get(5)))
        .extracting(row -> row.<String>getAs("sender_id"))
        .containsOnly(person);
    assertThat(Stream.concat(stored.stream(), written.stream()))
        .allSatisfy(
            row -> assertThat(row.<BigDecimal>getAs("weight_kg")).isEqualByComparingTo("1.5"));
  }

  /** 23:30 in Bogota, five hours behind UTC, is 04:30 of the next day in UTC. */
  @Test
  void aTimeHasAnOffsetInItsPatternOrNone(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String zone = "{time-zone: America/Bogota, timestamp-patterns: [%s]}";
    Path file = folder.resolve("crossings.csv");
    Files.writeString(
        file,
        "crossing_id,traveller_id,direction,nationality,crossed_at\n"
            + "c1,A-1,entry,HND,2025-06-02T23:30:00\n"
            + "c2,A-1,entry,HND,2025-06-02T23:30:00-03:00\n");
    assertThatThrownBy(
            () ->
                read(
                    spark,
                    new LoadBorderCrossings(),
                    "csv",
                    file,
                    zone.formatted("\"yyyy-MM-dd'T'HH:mm:ss[XXX]\""),
                    2))
        .hasMessageContaining("write two patterns, the one with the offset first");
    String two = "\"yyyy-MM-dd'T'HH:mm:ssXXX\", \"yyyy-MM-dd'T'HH:mm:ss[.SSS]\"";
    assertThat(read(spark, new LoadBorderCrossings(), "csv", file, zone.formatted(two), 2))
        .extracting(row -> row.<Timestamp>getAs("crossed_at").toInstant().toString())
        .containsExactly("2025-06-03T04:30:00Z", "2025-06-03T02:30:00Z");
  }

  @Test
  void identifiersOfBytesAreTheirHexadecimalDigitsAndOtherColumnsOfBytesAreRefused(
      SparkSession spark, @TempDir Path folder) throws IOException {
    // 0xC3 and 0xC4 alone are no UTF-8, and would both be read as the sign for that
    String row =
        "SELECT %s AS parcel_no, unhex('%s') AS sender_id, 'MX' AS country, 1D AS weight_kg,"
            + " DATE'2025-02-03' AS day";
    Path file = folder.resolve("bytes");
    spark
        .sql(
            row.formatted("'1'", "C3")
                + " UNION ALL "
                + row.formatted("'2'", "C4")
                + " UNION ALL "
                + row.formatted("'3'", ""))
        .coalesce(1)
        .write()
        .parquet(file.toString());
    assertThat(read(spark, "parquet", file, 3))
        .extracting(read -> read.getAs("sender_id") + " " + read.getAs(Classification.RULE))
        .containsExactly(
            Sha256.hex("parcel-party:c3").substring(0, 32) + " null",
            Sha256.hex("parcel-party:c4").substring(0, 32) + " null",
            "null missing-value");

    Path texts = folder.resolve("texts.parquet");
    writeAsHiveDoes(texts, "Ana".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC3});
    assertThatThrownBy(() -> read(spark, "parquet", texts, 2))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has a column parcel_no of bytes that are not said to be text.")
        .hasMessageContaining("has a column country of bytes")
        .hasMessageContaining("spark.sql.parquet.binaryAsString")
        .hasMessageNotContaining("sender_id");
    String setting = "spark.sql.parquet.binaryAsString";
    spark.conf().set(setting, "true");
    try {
      List<Row> rows = read(spark, "parquet", texts, 2);
      assertThat(rows.get(0).<String>getAs("sender_id"))
          .isEqualTo(Sha256.hex("parcel-party:Ana").substring(0, 32));
      assertThat(rows)
          .extracting(read -> read.<String>getAs(Classification.RULE))
          .containsExactly(null, "unreadable-record");
      assertThat(rows.get(1).<String>getAs("load_remedy")).contains(setting);
    } finally {
      spark.conf().unset(setting);
    }
  }

  /** Texts without a sign that they are, and no schema of Spark's beside them. */
  private static void writeAsHiveDoes(Path file, byte[]... senders) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message parcel {required binary parcel_no; required binary sender_id;"
                + " required binary country; required double weight_kg;"
                + " required int32 day (DATE);}");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema).build()) {
      for (byte[] sender : senders) {
        Group row = new SimpleGroup(schema);
        row.add("parcel_no", "1");
        row.add("sender_id", Binary.fromConstantByteArray(sender));
        row.add("country", "MX");
        row.add("weight_kg", 1.0);
        row.add("day", 20_122); // 2025-02-03
        writer.write(row);
      }
    }
  }

  @Test
  void floatsOfParquetAreTheNumbersThatWereWritten(SparkSession spark, @TempDir Path folder) {
    // as doubles they are 101.0999984741211 and 30000.05078125, which is 30000.051
    Path file = folder.resolve("floats");
    spark
        .sql(
            "SELECT 101.1F AS parcel_no, 'Ana' AS sender_id, 'MX' AS country,"
                + " 30000.05F AS weight_kg, DATE'2025-02-03' AS day")
        .write()
        .parquet(file.toString());
    assertThat(weights(spark, "parquet", file, 1)).containsExactly("101.1 30000.050");
  }

  private static List<String> weights(SparkSession spark, String format, Path file, long records) {
    return read(spark, new LoadParcels(), format, file, "{decimal-comma: true}", records).stream()
        .map(row -> row.getAs("parcel_no") + " " + row.getAs("weight_kg"))
        .toList();
  }

  @Test
  void instantsOfParquetAreOfNoZoneAndLocalTimesOfTheGivenOne(
      SparkSession spark, @TempDir Path folder) {
    // Mexico City is six hours behind UTC in March: 03:00Z is 21:00 of the day before, and 03:00
    // there is 09:00Z
    String values = "{time-zone: America/Mexico_City, date-patterns: [yyyy-MM-dd HH:mm:ss]}";
    assertThat(crossed(spark, folder.resolve("instants"), "TIMESTAMP", values))
        .isEqualTo("2025-03-02T03:00:00Z 2025-03-01 2025-03-01 []");
    assertThat(crossed(spark, folder.resolve("local"), "TIMESTAMP_NTZ", values))
        .isEqualTo("2025-03-02T09:00:00Z 2025-03-02 2025-03-02 []");
    // an instant has its offset, and is read whatever the patterns of times are
    String odd = "{timestamp-patterns: [yyyy], date-patterns: [yyyy-MM-dd HH:mm:ss]}";
    assertThat(crossed(spark, folder.resolve("utc"), "TIMESTAMP", odd))
        .isEqualTo("2025-03-02T03:00:00Z 2025-03-02 2025-03-02 []");
  }

  /** Time, day, last day and warnings of a crossing at three, admitted until three. */
  private static String crossed(SparkSession spark, Path file, String type, String values) {
    spark
        .sql(
            "SELECT 'c' AS crossing_id, 'A-1' AS traveller_id, 'entry' AS direction,"
                + " 'HND' AS nationality, %1$s'2025-03-02 03:00:00' AS crossed_at,".formatted(type)
                + " %s'2025-03-02 03:00:00' AS admitted_until".formatted(type))
        .write()
        .parquet(file.toString());
    Row row = read(spark, new LoadBorderCrossings(), "parquet", file, values, 1).get(0);
    return "%s %s %s %s"
        .formatted(
            row.<Timestamp>getAs("crossed_at").toInstant(),
            row.getAs("crossing_date"),
            row.getAs("admitted_until"),
            row.getList(row.fieldIndex(Classification.WARNINGS)));
  }

  /** What the job says of each record of a file, of which so many are counted before. */
  private static List<Row> read(SparkSession spark, String format, Path file, long records) {
    return read(spark, new LoadParcels(), format, file, "{}", records);
  }

  private static <P extends Record & Loading> List<Row> read(
      SparkSession spark, Job<P> job, String format, Path file, String values, long records) {
    P params =
        JobParams.of(
            job,
            "{extract: {format: %s, paths: [%s], values: %s}}".formatted(format, file, values));
    Extracts extracts =
        new Extracts(spark, params.extract(), ((Write.Load) job.spec().write()).plan());
    List<ExtractFile> files = extracts.inspect();
    assertThat(files).extracting(ExtractFile::records).containsExactly(records);
    TestInputs in = new TestInputs(spark).withExtract(extracts.read(files));
    return job.transform(in, params).collectAsList();
  }

  private static List<Path> parts(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
  }

  private static Parcel parcel(
      String day,
      String number,
      String sender,
      String kilograms,
      @org.jspecify.annotations.Nullable String note,
      String file,
      long line) {
    LocalDate date = LocalDate.parse(day);
    return new Parcel(
        date.withDayOfMonth(1),
        number,
        sender,
        "MX",
        new BigDecimal(kilograms),
        date,
        note,
        file,
        line);
  }

  private static void gzip(Path file, String text, Charset encoding) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(encoding));
    }
  }
}
