package org.caudal.store.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final Lines lines;
  private final Layout layout;
  private final List<String> header;

  /** The cells of a record, or why it cannot be read. */
  private record Parsed(List<String> cells, String problem) {
    static Parsed unreadable(String problem) {
      return new Parsed(List.of(), problem);
    }
  }

  CsvRecords(Lines lines, Layout layout) throws IOException {
    this.lines = lines;
    this.layout = layout;
    Lines.Line first = lines.next();
    Parsed names = first == null ? new Parsed(List.of(), "") : parse(first);
    if (!names.problem().isEmpty()) {
      throw new UnreadableFileException("the header cannot be read: " + names.problem());
    }
    this.header = names.cells().stream().map(String::strip).toList();
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.isEmpty() && header.size() > 1) {
      line = lines.next(); // an empty line holds no record
    }
    if (line == null) {
      return null;
    }
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
    Map<String, @Nullable String> byName = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      byName.put(header.get(i), cells.get(i));
    }
    return new RawRecord(line.number(), Optional.empty(), byName);
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
          layout
              .charset()
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
