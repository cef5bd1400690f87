package org.caudal.store.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV file (RFC 4180, any delimiter): a quoted cell may hold delimiters, line ends,
 * which become {@code \n}, and doubled quotes. A quote that is never closed spoils only its own
 * line.
 */
final class CsvRecords implements Records {
  /** A quoted cell with more lines than this is taken for a quote that was never closed. */
  private static final int MOST_LINES_IN_A_RECORD = 200;

  private static final String UNCLOSED = "unclosed-quote";
  private static final String TEXT_AFTER_QUOTE = "text-after-quote";

  /** Encodings in which every byte below 128 is that character of ASCII, wherever it stands. */
  private static final Set<Charset> PLAIN =
      Set.of(
          StandardCharsets.UTF_8,
          StandardCharsets.US_ASCII,
          StandardCharsets.ISO_8859_1,
          Charset.forName("ISO-8859-15"),
          Charset.forName("windows-1252"));

  private final Lines lines;
  private final Layout layout;
  private final Charset charset;
  private final boolean isPlain;
  private final List<String> header;

  /** The cells of a record, or why it cannot be read. */
  private record Parsed(List<String> cells, String problem) {
    static Parsed unreadable(String problem) {
      return new Parsed(List.of(), problem);
    }
  }

  CsvRecords(Lines lines, Layout layout, Piece piece) throws IOException {
    this.lines = lines;
    this.layout = layout;
    this.charset = layout.charset();
    this.isPlain = PLAIN.contains(charset) && layout.delimiter() < 128;
    this.header = piece.isFirst() ? readHeader() : piece.header();
  }

  /** The column names in the first line. */
  private List<String> readHeader() throws IOException {
    Lines.Line first = lines.next();
    Parsed names = first == null ? new Parsed(List.of(), "") : parse(first);
    if (!names.problem().isEmpty()) {
      throw new UnreadableFileException("the header cannot be read: " + names.problem());
    }
    return names.cells().stream().map(String::strip).toList();
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    Lines.Line line = line();
    if (line == null) {
      return null;
    }
    @Nullable UTF8String[] plain = isPlain ? plainCells(line) : null;
    return plain == null ? record(line) : RawRecord.of(line.number(), header, plain);
  }

  @Override
  public boolean skip() throws IOException {
    Lines.Line line = line();
    if (line != null && hasQuote(line.bytes())) {
      parse(line); // it may go on in the lines after it
    }
    return line != null;
  }

  @Override
  public Lines lines() {
    return lines;
  }

  /** The next line that holds a record or a part of one. */
  private Lines.@Nullable Line line() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.isEmpty() && header.size() > 1) {
      line = lines.next(); // an empty line holds no record
    }
    return line;
  }

  private boolean hasQuote(byte[] bytes) {
    for (byte b : bytes) {
      if (b == layout.quote()) {
        return true;
      }
    }
    return false;
  }

  private RawRecord record(Lines.Line line) throws IOException {
    Parsed record = parse(line);
    if (!record.problem().isEmpty()) {
      return RawRecord.unreadable(line.number(), record.problem());
    }
    List<String> cells = record.cells();
    if (cells.size() != header.size()) {
      return RawRecord.unreadable(
          line.number(),
          "cell-count: " + cells.size() + " cells under " + header.size() + " names");
    }
    return RawRecord.of(
        line.number(),
        header,
        cells.stream().map(UTF8String::fromString).toArray(UTF8String[]::new));
  }

  /**
   * The cells of a line of plain ASCII without quotes, as most are: parts of its bytes, without a
   * copy. Null for any other line.
   */
  private @Nullable UTF8String @Nullable [] plainCells(Lines.Line line) {
    byte[] bytes = line.bytes();
    UTF8String[] cells = new UTF8String[header.size()];
    int found = 0;
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == layout.delimiter()) {
        if (found == cells.length) {
          return null;
        }
        cells[found++] = UTF8String.fromBytes(bytes, from, i - from);
        from = i + 1;
      } else if (b <= 0 || b == layout.quote()) {
        return null;
      }
    }
    if (line.tooLong() || found != cells.length - 1) {
      return null;
    }
    cells[found] = UTF8String.fromBytes(bytes, from, bytes.length - from);
    return cells;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Reads the record that starts with a line; lines it turns out not to own are given back. */
  private Parsed parse(Lines.Line first) throws IOException {
    if (first.tooLong()) {
      return Parsed.unreadable(RawRecord.TOO_LONG);
    }
    if (!endsInsideQuotes(first.bytes(), /* startsInside= */ false)) {
      return parse(first.bytes());
    }
    List<Lines.Line> more = new ArrayList<>();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(first.bytes());
    boolean inside = true;
    while (inside && more.size() < MOST_LINES_IN_A_RECORD) {
      Lines.Line line = lines.next();
      if (line == null) {
        break;
      }
      more.add(line);
      if (line.tooLong() || record.size() + line.bytes().length >= Lines.MOST_BYTES) {
        break;
      }
      record.write('\n');
      record.writeBytes(line.bytes());
      inside = endsInsideQuotes(line.bytes(), /* startsInside= */ true);
    }
    Parsed whole = inside ? Parsed.unreadable(UNCLOSED) : parse(record.toByteArray());
    if (whole.problem().equals(UNCLOSED) || whole.problem().equals(TEXT_AFTER_QUOTE)) {
      lines.giveBack(more); // the quote that seemed to close it belongs to another record
      return Parsed.unreadable(UNCLOSED);
    }
    return whole;
  }

  private Parsed parse(byte[] record) {
    for (byte b : record) {
      if (b == 0) {
        return Parsed.unreadable(RawRecord.NUL_BYTE);
      }
    }
    return decoded(record)
        .map(
            text ->
                cells(text)
                    .map(cells -> new Parsed(cells, ""))
                    .orElse(Parsed.unreadable(TEXT_AFTER_QUOTE)))
        .orElse(Parsed.unreadable(RawRecord.BAD_BYTES));
  }

  /** Whether a line that starts inside quotes, or not, ends inside quotes. */
  private boolean endsInsideQuotes(byte[] bytes, boolean startsInside) {
    boolean inside = startsInside;
    boolean cellStarts = !startsInside;
    for (int i = 0; i < bytes.length; i++) {
      if (inside) {
        if (bytes[i] == layout.quote()) {
          if (i + 1 < bytes.length && bytes[i + 1] == layout.quote()) {
            i++;
          } else {
            inside = false;
          }
        }
      } else if (bytes[i] == layout.quote() && cellStarts) {
        inside = true;
      }
      cellStarts = !inside && bytes[i] == layout.delimiter();
    }
    return inside;
  }

  private Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The cells of a record; empty when text follows a closing quote. */
  private Optional<List<String>> cells(String record) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder cell = new StringBuilder();
      if (at < record.length() && record.charAt(at) == layout.quote()) {
        at = quotedCell(record, at + 1, cell);
        if (at < record.length() && record.charAt(at) != layout.delimiter()) {
          return Optional.empty();
        }
      } else {
        int end = record.indexOf(layout.delimiter(), at);
        end = end < 0 ? record.length() : end;
        cell.append(record, at, end);
        at = end;
      }
      cells.add(cell.toString());
      if (at >= record.length()) {
        return Optional.of(cells);
      }
      at++;
    }
  }

  private int quotedCell(String record, int from, StringBuilder cell) {
    int at = from;
    while (at < record.length()) {
      char c = record.charAt(at);
      if (c == layout.quote()) {
        if (at + 1 < record.length() && record.charAt(at + 1) == layout.quote()) {
          at++;
        } else {
          return at + 1;
        }
      }
      cell.append(c);
      at++;
    }
    return at;
  }
}
