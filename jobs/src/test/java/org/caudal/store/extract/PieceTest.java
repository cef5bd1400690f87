package org.caudal.store.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.load.RawColumns;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class PieceTest {
  private static final Layout CSV = Layout.of(/* json= */ false, ',', '"', "UTF-8");
  private static final Layout JSON = Layout.of(/* json= */ true, ',', '"', "UTF-8");
  private static final Configuration HADOOP = new Configuration(/* loadDefaults= */ false);

  /** Seventeen records: of one line and of several, sound and not, with all ends of lines. */
  private static final String RECORDS =
      "\uFEFFa,b\r\n1,x\r\n2,\"of\ntwo lines\"\r\n\r\n3,\u00e9\n4,\"never closed\n5,y\n6,\"z\"\n"
          + "7\n8,\"a \"\"quoted\"\" word\"\n9,\"x\"y\n10,\u0000\n11,6\"7\n"
          + "12,\"first\nsecond\nthird\"\n13,\"\"\n\n\n14,\"open\n15,\"closed\"\n16,w\n17,last";

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 20, 50, 1000})
  void piecesHoldWhatTheWholeFileHoldsWithItsLines(long bytes, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("f.csv"), RECORDS);
    Inspection.Found found = inspected(file, CSV, bytes);
    List<String> whole = read(TextFile.whole("f.csv", file.toString()), CSV);
    assertThat(whole).hasSize(17).contains("3 2|of\ntwo lines", "7 unclosed-quote", "24 17|last");
    assertThat(found.records()).isEqualTo(17);
    assertThat(found.header()).containsExactly("a", "b");
    // a record is 3 to 25 bytes long; the file, with its header, 172
    assertThat(found.pieces()).hasSizeBetween((int) (172 / (bytes + 25)), (int) (172 / bytes + 1));
    assertThat(found.pieces().get(0).from()).isZero();
    List<String> pieces = new ArrayList<>();
    for (Piece piece : found.pieces()) {
      pieces.addAll(read(new TextFile("f.csv", file.toString(), piece), CSV));
    }
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void linesOfJsonAreCutToo(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("f.jsonl"), "{\"a\":1}\n\n{\"b\":2,\"a\":3}\nnothing\n{\"a\":4}\n");
    Inspection.Found found = inspected(file, JSON, 1);
    assertThat(found.records()).isEqualTo(4);
    List<String> pieces = new ArrayList<>();
    for (Piece piece : found.pieces()) {
      pieces.addAll(read(new TextFile("f.jsonl", file.toString(), piece), JSON));
    }
    assertThat(pieces).containsExactly("1 1", "3 2|3", "4 not-json", "5 4");
    assertThat(found.pieces()).hasSize(5); // the last one has nothing
  }

  @Test
  void sparkReadsPiecesAsItReadsTheWholeFile(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("f.csv"), RECORDS);
    List<TextFile> pieces =
        inspected(file, CSV, 20).pieces().stream()
            .map(piece -> new TextFile("f.csv", file.toString(), piece))
            .toList();
    List<String> whole = rows(spark, List.of(List.of(TextFile.whole("f.csv", file.toString()))));
    assertThat(whole).hasSize(17).contains("f.csv|24|null|last");
    assertThat(pieces).hasSizeGreaterThan(3);
    assertThat(rows(spark, List.of(pieces.subList(0, 2), pieces.subList(2, pieces.size()))))
        .isEqualTo(whole);
  }

  private static List<String> rows(SparkSession spark, List<List<TextFile>> parts) {
    StructType schema =
        new StructType()
            .add(RawColumns.FILE, DataTypes.StringType)
            .add(RawColumns.POSITION, DataTypes.LongType)
            .add(RawColumns.PROBLEM, DataTypes.StringType)
            .add("raw_b", DataTypes.StringType);
    return ExtractSource.read(
            spark, new ExtractSource.Request(parts, CSV, Map.of("raw_b", "b")), schema)
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  @Test
  void aPackedFileIsOnePiece(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("f.csv.gz"), bytes.toByteArray());
    Inspection.Found found = inspected(file, CSV, 1);
    assertThat(found.records()).isEqualTo(2);
    assertThat(found.pieces()).containsExactly(Piece.WHOLE);
  }

  private static Inspection.Found inspected(Path file, Layout layout, long bytes)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    return Inspection.parse(new Inspection(layout, bytes, HADOOP).call(name, file.toString()));
  }

  private static List<String> read(TextFile file, Layout layout) throws IOException {
    List<String> read = new ArrayList<>();
    try (Records records = file.open(layout, HADOOP)) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < record.names().size(); i++) {
          cells.append(i == 0 ? "" : "|").append(record.cell(i));
        }
        read.add(record.line() + " " + (record.problem() == null ? cells : record.problem()));
      }
    }
    return read;
  }
}
