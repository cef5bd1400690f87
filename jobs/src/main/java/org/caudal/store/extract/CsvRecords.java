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
 * Records of a CSV file (RFC 4180, any delimiter): a quoted cell may hold delimiters, line ends and
 * doubled quotes. A quote that is never closed spoils only its own line.
 */
final class CsvRecords implements Records {
  /** A quoted cell with more lines than this is taken for a quote that was never closed. */
  private static final int MOST_LINES_IN_A_RECORD = 200;

  private final Lines lines;
  private final Layout layout;
  private final List<String> header;

  CsvRecords(Lines lines, Layout layout) throws IOException {
    this.lines = lines;
    this.layout = layout;
    Lines.Line first = lines.next();
    this.header =
        first == null
            ? List.of()
            : cells(decoded(first.bytes()).orElse("")).orElse(List.of()).stream()
                .map(String::strip)
                .toList();
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.bytes().length == 0 && header.size() > 1) {
      line = lines.next(); // an empty line holds no record
    }
    if (line == null) {
      return null;
    }
    long number = line.number();
    Optional<byte[]> whole = wholeRecord(line);
    if (whole.isEmpty()) {
      return RawRecord.unreadable(number, "unclosed-quote");
    }
    Optional<String> text = decoded(whole.get());
    if (text.isEmpty()) {
      return RawRecord.unreadable(number, "bad-bytes");
    }
    Optional<List<String>> cells = cells(text.get());
    if (cells.isEmpty()) {
      return RawRecord.unreadable(number, "text-after-quote");
    }
    if (cells.get().size() != header.size()) {
      return RawRecord.unreadable(
          number, "cell-count: " + cells.get().size() + " cells under " + header.size() + " names");
    }
    Map<String, @Nullable String> byName = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      byName.put(header.get(i), cells.get().get(i));
    }
    return new RawRecord(number, Optional.empty(), byName);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Joins the lines of a record; empty, with the other lines given back, when it does not end. */
  private Optional<byte[]> wholeRecord(Lines.Line first) throws IOException {
    if (!endsInsideQuotes(first.bytes())) {
      return Optional.of(first.bytes());
    }
    List<Lines.Line> more = new ArrayList<>();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(first.bytes());
    while (more.size() < MOST_LINES_IN_A_RECORD) {
      Lines.Line line = lines.next();
      if (line == null) {
        break;
      }
      more.add(line);
      record.write('\n');
      record.writeBytes(line.bytes());
      if (!endsInsideQuotes(record.toByteArray())) {
        return Optional.of(record.toByteArray());
      }
    }
    lines.giveBack(more);
    return Optional.empty();
  }

  private boolean endsInsideQuotes(byte[] bytes) {
    boolean inside = false;
    boolean cellStarts = true;
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
