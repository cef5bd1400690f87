package org.caudal.load;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** Where the files of a source are and how they are written. */
public record Extract(
    @Doc(
            "Paths or globs of the files; a folder means every file in it; {tables} stands for the"
                + " root of the tables")
        @Example("[data/*.csv]")
        List<String> paths,
    @Doc("csv, json-lines or parquet; gzip is recognised by the ending .gz") @Default("csv")
        Format format,
    @Doc("How CSV cells are delimited; only for csv") @Default("{}") Csv csv,
    @Doc("How numbers, days and times are written") @Default("{}") Values values,
    @Doc("Field of the table: column of the source, where the names differ") @Default("{}")
        Map<String, String> columns,
    @Doc("Field of the table: fixed value, where the source has no such column") @Default("{}")
        Map<String, String> constants,
    @Doc(
            "Field of the table: values of the source and what they stand for, such as sex: {H: 1, M: 2}; others stay as they are")
        @Default("{}")
        Map<String, Map<String, String>> codes) {

  /** Formats that can be loaded. */
  public enum Format {
    CSV,
    JSON_LINES,
    PARQUET
  }

  /** Refuses an extract without files. */
  public Extract {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("paths must name at least one file, folder or glob");
    }
    paths = List.copyOf(paths);
    columns = Map.copyOf(columns);
    constants = Map.copyOf(constants);
    codes = Map.copyOf(codes);
  }

  /** The column of the source that holds a field. */
  public String sourceColumn(String field) {
    return columns.getOrDefault(field, field);
  }

  /** The same extract with {@code {tables}} in its paths replaced by the root of the tables. */
  public Extract under(String root) {
    return new Extract(
        paths.stream().map(path -> path.replace("{tables}", root)).toList(),
        format,
        csv,
        values,
        columns,
        constants,
        codes);
  }

  /** How the cells of a CSV file are delimited. */
  public record Csv(
      @Doc("One character between cells; \"\\t\" for a tab") @Default("','") String delimiter,
      @Doc("One character around cells that hold the delimiter; doubled inside") @Default("'\"'")
          String quote,
      @Doc("Character encoding of the file") @Default("UTF-8") Charset encoding) {

    /** Refuses delimiters that cannot be told apart. */
    public Csv {
      if (!isOneAscii(delimiter) || !isOneAscii(quote) || delimiter.equals(quote)) {
        throw new IllegalArgumentException(
            "delimiter and quote must be two different ASCII characters, were '"
                + delimiter
                + "' and '"
                + quote
                + "'");
      }
      if (!encoding.canEncode() || !Notation.keepsAscii(encoding)) {
        throw new IllegalArgumentException(
            "encoding must write ASCII as ASCII, was "
                + encoding
                + "; convert the files to UTF-8, for example with iconv");
      }
    }

    private static boolean isOneAscii(String text) {
      return text.length() == 1 && text.charAt(0) < 128;
    }
  }

  /** How numbers, days and times are written. */
  public record Values(
      @Doc("Whether 1.234,56 means one thousand two hundred thirty-four and 56 hundredths")
          @Default("false")
          boolean decimalComma,
      @Doc("Patterns of days, tried in order, in the notation of java.time")
          @Default("[yyyy-MM-dd]")
          List<String> datePatterns,
      @Doc("Patterns of times, tried in order, in the notation of java.time")
          @Default("[\"yyyy-MM-dd'T'HH:mm:ssXXX\", 'yyyy-MM-dd HH:mm:ss']")
          List<String> timestampPatterns,
      @Doc(
              "Zone of times without an offset, and of the days counted from times; UTC where it is not given, with the warning time-zone-not-given for each row with a time without an offset")
          @Example("America/Mexico_City")
          @Nullable ZoneId timeZone,
      @Doc("Texts that stand for a missing value, besides the empty one") @Default("[]")
          List<String> missing) {

    /** Refuses patterns that are not read, and offsets that may be left out. */
    public Values {
      datePatterns.forEach(Notation::requirePattern);
      timestampPatterns.forEach(Notation::requireTimePattern);
      datePatterns = List.copyOf(datePatterns);
      timestampPatterns = List.copyOf(timestampPatterns);
      missing = List.copyOf(missing);
    }

    /** The zone that is given, or UTC. */
    public ZoneId zone() {
      return Objects.requireNonNullElse(timeZone, ZoneOffset.UTC);
    }
  }
}
