package org.caudal.store.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
  private static final Layout UTF_8 = Layout.of(/* json= */ false, ',', '"', "UTF-8");
  private static final String TOO_LONG = "record-too-long: more than 8388608 bytes";

  @Test
  void aQuotedCellHoldsDelimitersQuotesAndLineEnds() throws IOException {
    assertThat(read("a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n2,w\r\n"))
        .containsExactly("2 {a=1, b=x, \"y\"\nz}", "4 {a=2, b=w}");
  }

  @Test
  void linesOfPlainCharactersAndOthersAreReadAlike() throws IOException {
    assertThat(read("a,b\n1,2\n,\n\u00e9,3\n4,\"5\"\n6,7\"8\n"))
        .containsExactly(
            "2 {a=1, b=2}", "3 {a=, b=}", "4 {a=\u00e9, b=3}", "5 {a=4, b=5}", "6 {a=6, b=7\"8}");
    assertThat(read("a\u00e9,b\n1,2\n")).containsExactly("2 {a\u00e9=1, b=2}");
  }

  @Test
  void everyByteOfEveryLineComesOutWhateverTheBufferCuts() throws IOException {
    // line ends on both sides of the reader's 65,536 bytes
    for (int length : List.of(65_531, 65_532, 65_533, 131_066, 131_068)) {
      String cell = "x".repeat(length);
      assertThat(read("a\n" + cell + "\r\nlast"))
          .containsExactly("2 {a=" + cell + "}", "3 {a=last}");
    }
  }

  @Test
  void theLastLineNeedsNoEndAndAByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(read("\uFEFFa,b\n1,2")).containsExactly("2 {a=1, b=2}");
    assertThat(read("\uFEFF\"a\",b\n1,2\n")).containsExactly("2 {a=1, b=2}");
  }

  @Test
  void emptyLinesHoldNoRecordUnlessThereIsOneColumn() throws IOException {
    assertThat(read("a,b\n\n1,2\n\n\n")).containsExactly("3 {a=1, b=2}");
    assertThat(read("a\n\n1\n")).containsExactly("2 {a=}", "3 {a=1}");
    assertThat(read("")).isEmpty();
    assertThat(read("a,b\n")).isEmpty();
  }

  @Test
  void aQuoteThatIsNeverClosedSpoilsOnlyItsOwnLine() throws IOException {
    assertThat(read("a,b\n1,\"x\n2,y\n3,z\n"))
        .containsExactly("2 unclosed-quote", "3 {a=2, b=y}", "4 {a=3, b=z}");
    // the next quoted cell seems to close it
    assertThat(read("a,b\n1,\"x\n2,\"y\"\n3,z\n"))
        .containsExactly("2 unclosed-quote", "3 {a=2, b=y}", "4 {a=3, b=z}");
    assertThat(read("a,b\n1,\"x\n" + "2,y\n".repeat(300)))
        .hasSize(301)
        .startsWith("2 unclosed-quote");
  }

  @Test
  void aCellOfTwoHundredLinesIsReadInOnePass() throws IOException {
    String cell = ("x".repeat(30_000) + "\n").repeat(200);
    List<String> records = new ArrayList<>();
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 10; i++) {
            records.addAll(read("a,b\n1,\"" + cell + "\"\n2,y\n"));
          }
        });
    assertThat(records).hasSize(20).contains("2 {a=1, b=" + cell + "}", "203 {a=2, b=y}");
  }

  @Test
  void recordsThatCannotBeReadSayWhyAndWhere() throws IOException {
    assertThat(read("a,b\n1\n1,2,3\n1,\"x\"y\n\u00001,2\n5,6\n"))
        .containsExactly(
            "2 cell-count: 1 cells under 2 names",
            "3 cell-count: 3 cells under 2 names",
            "4 text-after-quote",
            "5 nul-byte",
            "6 {a=5, b=6}");
    byte[] bytes = "a,b\nJos\u00e9,1\nAna,2\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(new ByteArrayInputStream(bytes), UTF_8))
        .containsExactly("2 bad-bytes", "3 {a=Ana, b=2}");
    assertThat(
            read(
                new ByteArrayInputStream(bytes),
                Layout.of(/* json= */ false, ',', '"', "ISO-8859-1")))
        .containsExactly("2 {a=Jos\u00e9, b=1}", "3 {a=Ana, b=2}");
  }

  @Test
  void aLineWithoutEndIsOneUnreadableRecordAndFillsNoMemory() throws IOException {
    // 512 MB of x, more than the tests' heap could hold with its copies
    assertThat(read(around("a,b\n1,", 512, "\n2,y\n"), UTF_8))
        .containsExactly("2 " + TOO_LONG, "3 {a=2, b=y}");
    // inside an open quote
    assertThat(read(around("a,b\n1,\"z\n", 9, "\n2,y\n"), UTF_8))
        .containsExactly("2 unclosed-quote", "3 " + TOO_LONG, "4 {a=2, b=y}");
    Layout json = Layout.of(/* json= */ true, ',', '"', "UTF-8");
    assertThat(read(around("{\"a\":1}\n", 9, "\n{\"a\":2}\n"), json))
        .containsExactly("1 {a=1}", "2 " + TOO_LONG, "3 {a=2}");
  }

  @Test
  void aHeaderMaySpanLinesAndOneThatCannotBeReadSaysWhy() throws IOException {
    assertThat(read("\"a\nof two lines\",b\n1,2\n")).containsExactly("3 {a\nof two lines=1, b=2}");
    assertThatThrownBy(() -> read("a,\"b\n1,2\n"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("the header cannot be read: unclosed-quote");
    assertThatThrownBy(() -> read(around("a,", 9, "\n"), UTF_8))
        .hasMessage("the header cannot be read: " + TOO_LONG);
    assertThatThrownBy(
            () -> read(new ByteArrayInputStream(new byte[] {'a', (byte) 0xE9, '\n'}), UTF_8))
        .hasMessage("the header cannot be read: bad-bytes");
  }

  @Test
  void jsonLinesKeepDigitsAndRefuseWhatIsNoObject() throws IOException {
    Layout json = Layout.of(/* json= */ true, ',', '"', "UTF-8");
    String text =
        """
        {"a":1.10,"b":"x"}

        {"a":12345678901234567890.123456789,"b":null}
        [1]
        {"a":1
        {"a":1,"a":2}
        {"a":1e999999999}
        """;
    assertThat(read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), json))
        .containsExactly(
            "1 {a=1.10, b=x}",
            "3 {a=12345678901234567890.123456789, b=null}",
            "4 not-a-json-object",
            "5 not-json",
            "6 not-json",
            "7 {a=1E+999999999}");
  }

  private static List<String> read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(Charset.forName(UTF_8.encoding()))), UTF_8);
  }

  private static List<String> read(InputStream in, Layout layout) throws IOException {
    List<String> read = new ArrayList<>();
    Lines lines = new Lines(in);
    try (Records records =
        layout.json()
            ? new JsonRecords(lines, layout, Piece.WHOLE)
            : new CsvRecords(lines, layout, Piece.WHOLE)) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        String problem = record.problem();
        read.add(record.line() + " " + (problem == null ? cells(record) : problem));
      }
    }
    return read;
  }

  private static String cells(RawRecord record) {
    java.util.Map<String, String> cells = new java.util.TreeMap<>();
    for (int i = 0; i < record.names().size(); i++) {
      cells.put(record.names().get(i), String.valueOf(record.cell(i)));
    }
    return cells.toString();
  }

  /** The texts with so many megabytes of x between them. */
  private static InputStream around(String before, int megabytes, String after) {
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)));
    byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < megabytes; i++) {
      parts.add(new ByteArrayInputStream(megabyte));
    }
    parts.add(new ByteArrayInputStream(after.getBytes(StandardCharsets.UTF_8)));
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
